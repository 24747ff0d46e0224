import os
print(ascii(os.environ["DB_PASSWORD"]))
