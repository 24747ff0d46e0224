"""Doc."""

import os

TOKEN = os.environ["DB_PASSWORD"]
print(__doc__, TOKEN)
