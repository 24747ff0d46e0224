# licence

import os

# the token
TOKEN = os.environ["DB_PASSWORD"]
print(TOKEN)
