interface Options { password: string; "url": string }
const connect = (options: Options): string => options.password + options.url;
console.log(connect({ password: "⟦hunter2⟧", url: "x://u:⟦k-12345⟧@h" }));
