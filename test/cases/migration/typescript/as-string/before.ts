const a = "⟦hunter2⟧" as string;
const c = <T extends string>(x: T) => x;
console.log(a, c("b"));
