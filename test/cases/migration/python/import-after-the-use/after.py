import os

print(os.environ["DB_PASSWORD"])
import os
print(os.sep)
