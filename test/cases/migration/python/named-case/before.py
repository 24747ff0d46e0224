import os
case = "⟦hunter2⟧"
print({1: case})
