import os

def f():
    import os
    return os.sep

print(f(), os.environ["DB_PASSWORD"])
