def f():
    import os
    return os.sep

print(f(), "⟦hunter2⟧")
