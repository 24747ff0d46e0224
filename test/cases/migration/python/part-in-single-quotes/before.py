import os
print('x:⟦hunter2⟧@h "q"')
