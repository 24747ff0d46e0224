import os
print(f"a{len('⟦hunter2⟧')}b{'x⟦k-12345⟧y'}")
