import os as system
print("⟦hunter2⟧", system.sep)
