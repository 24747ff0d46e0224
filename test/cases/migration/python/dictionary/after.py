import os
print({os.environ["DB_PASSWORD"]: {"b": os.environ["API_KEY"]}, **dict(c=os.environ["API_KEY"])})
