"""Doc."""
import os
import sys
print(os.environ["DB_PASSWORD"], sys.argv[1:])
