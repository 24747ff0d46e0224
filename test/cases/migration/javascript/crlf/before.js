// a
const a = "⟦hunter2⟧";
console.log(a);
