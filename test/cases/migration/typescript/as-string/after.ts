const a = (process.env["DB_PASSWORD"] ?? (() => { throw new Error("DB_PASSWORD is not set"); })()) as string;
const c = <T extends string>(x: T) => x;
console.log(a, c("b"));
