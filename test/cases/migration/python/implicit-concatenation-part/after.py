import os
x = ("one "
     f"x={os.environ['DB_PASSWORD']}"
     "{y}")
print(x)
