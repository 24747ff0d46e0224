import os
x = ("one "
     "x=⟦hunter2⟧"
     "{y}")
print(x)
