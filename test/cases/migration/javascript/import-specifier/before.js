import "⟦hunter2⟧";
