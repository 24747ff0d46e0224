import os
print(b"⟦hunter2⟧", B'⟦\xc3\xa9\x41⟧')
