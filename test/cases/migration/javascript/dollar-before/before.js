console.log("price $⟦hunter2⟧{a}");
