console.log(`⟦hunter2⟧`.toUpperCase());
