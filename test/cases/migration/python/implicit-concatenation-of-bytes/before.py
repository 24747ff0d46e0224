import os
x = b"a" b"⟦hunter2⟧" b"c".upper()
print(x, (b"⟦hunter2⟧"
  b"e"))
