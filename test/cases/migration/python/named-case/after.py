import os
case = os.environ["DB_PASSWORD"]
print({1: case})
