import os
KEY = os.environ["DB_PASSWORD"]
print(repr(KEY))
