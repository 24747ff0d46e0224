import os
import os.path as p
print(os.environ["DB_PASSWORD"], p.sep)
