console.log("a" + "⟦hunter2⟧" + `b`);
