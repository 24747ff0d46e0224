type P = "a" | "⟦hunter2⟧";
const p: P = "a";
console.log(p);
