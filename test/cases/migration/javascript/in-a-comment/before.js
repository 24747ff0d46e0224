// the password is ⟦hunter2⟧ here
console.log("a");
