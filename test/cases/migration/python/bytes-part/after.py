import os
print((b"Basic " + os.environ["DB_PASSWORD"].encode() + b":x").upper(), (os.environ["API_KEY"].encode() + b"!"))
