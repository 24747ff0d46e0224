const pick = <T,>(value: T): T => value;
const m = new Map<string, string>([["a", process.env["DB_PASSWORD"] ?? (() => { throw new Error("DB_PASSWORD is not set"); })()]]);
console.log(pick<string>(process.env["DB_PASSWORD"] ?? (() => { throw new Error("DB_PASSWORD is not set"); })()), m.get("a"));
