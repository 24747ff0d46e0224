const password = "⟦hunter2-canary⟧";
console.log("connected with", password);
