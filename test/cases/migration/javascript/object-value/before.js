const o = { "password": "⟦hunter2⟧", nested: { a: ["⟦k-12345⟧"] } };
console.log(JSON.stringify(o));
