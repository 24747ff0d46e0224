const pick = <T,>(value: T): T => value;
const m = new Map<string, string>([["a", "⟦hunter2⟧"]]);
console.log(pick<string>("⟦hunter2⟧"), m.get("a"));
