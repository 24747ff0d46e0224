const n: number = (process.env["DB_PASSWORD"] ?? (() => { throw new Error("DB_PASSWORD is not set"); })()).length;
const b: boolean = n > 3 || (process.env["DB_PASSWORD"] ?? (() => { throw new Error("DB_PASSWORD is not set"); })()) === "x";
console.log(n, b, "a" + (process.env["DB_PASSWORD"] ?? (() => { throw new Error("DB_PASSWORD is not set"); })()), !(process.env["DB_PASSWORD"] ?? (() => { throw new Error("DB_PASSWORD is not set"); })()));
