const user = process.env.HOME === undefined;
const password: string = "⟦hunter2⟧";
console.log(user, password);
