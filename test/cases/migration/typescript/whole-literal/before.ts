const password: string = "⟦hunter2⟧";
console.log(password);
