const p = "x";
console.log(p || "⟦hunter2⟧", p === "⟦k-12345⟧", p ? "⟦hunter2⟧".length : 1);
