print("⟦hunter2⟧")
