const n: number = "⟦hunter2⟧".length;
const b: boolean = n > 3 || "⟦hunter2⟧" === "x";
console.log(n, b, "a" + "⟦hunter2⟧", !"⟦hunter2⟧");
