/* it's "a */ const a = "⟦hunter2⟧"; // don't
console.log(a);
