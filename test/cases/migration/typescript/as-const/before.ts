console.log("⟦hunter2⟧" as const);
