import os
x = (b"a" + os.environ["DB_PASSWORD"].encode() + b"c").upper()
print(x, ((os.environ["DB_PASSWORD"].encode() +
  b"e")))
