enum E { A = "⟦hunter2⟧" }
console.log(E.A);
