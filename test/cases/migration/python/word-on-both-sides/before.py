import os
def f(x):
    return"⟦hunter2⟧"if x else"b"
print(f(1))
