def f():
    """Uses it, the vault://local/secret/shop/db/password."""
    return 1

print(f())
