import os.path as p
print("⟦hunter2⟧", p.sep)
