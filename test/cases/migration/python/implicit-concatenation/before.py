import os
print("a" 'b' "⟦hunter2⟧"  # here
      f"{1}c")
