import os
print(ascii("⟦a\nb\t\"\\\x41\u00e9\U0001F600\101\q\
c⟧"))
