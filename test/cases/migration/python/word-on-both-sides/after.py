import os
def f(x):
    return os.environ["DB_PASSWORD"]if x else"b"
print(f(1))
