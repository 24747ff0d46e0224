import os
print(os.environ["DB_PASSWORD"].encode(), os.environ["API_KEY"].encode())
