import os
a, b = "⟦hunter2⟧", "k:⟦k-12345⟧"; print(a, b)
