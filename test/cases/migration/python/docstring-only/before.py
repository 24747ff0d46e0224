"""Doc."""

TOKEN = "⟦hunter2⟧"
print(__doc__, TOKEN)
