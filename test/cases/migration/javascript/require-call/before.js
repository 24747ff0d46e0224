require("⟦hunter2⟧");
