import os
print("\N{BULLET}\n\x41{⟦hunter2⟧}\'")
