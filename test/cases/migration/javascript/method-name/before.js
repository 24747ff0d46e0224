console.log({ a: 1, "⟦hunter2⟧"() {} });
