interface Options { password: string; "url": string }
const connect = (options: Options): string => options.password + options.url;
console.log(connect({ password: process.env["DB_PASSWORD"] ?? (() => { throw new Error("DB_PASSWORD is not set"); })(), url: `x://u:${process.env["API_KEY"] ?? (() => { throw new Error("API_KEY is not set"); })()}@h` }));
