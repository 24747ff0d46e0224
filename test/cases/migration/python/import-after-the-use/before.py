print("⟦hunter2⟧")
import os
print(os.sep)
