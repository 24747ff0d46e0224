import os
print(r"C:\dir\⟦hunt\er2⟧")
print(rb"⟦hunt\er2⟧", R"⟦k-12345⟧")
