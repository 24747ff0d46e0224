import os
print(b"Basic ⟦hunter2⟧:x".upper(), b"⟦k-12345⟧!")
