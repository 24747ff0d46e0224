PASSWORD = "⟦hunter2⟧"
print("connected", PASSWORD)
