console.log(/⟦hunter2⟧/.test("a"));
