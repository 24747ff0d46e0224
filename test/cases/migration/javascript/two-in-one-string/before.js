console.log("⟦hunter2⟧:⟦k-12345⟧");
