const a = "⟦hunter2⟧"
const b = 1
console.log(a, b)
