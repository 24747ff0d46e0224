console.log({ "⟦hunter2⟧": 1 });
