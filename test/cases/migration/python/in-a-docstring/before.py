def f():
    """Uses it, the ⟦hunter2⟧."""
    return 1

print(f())
