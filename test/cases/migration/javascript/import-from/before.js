import a from "⟦hunter2⟧";
