import os
print(fr"C:\dir\{os.environ['DB_PASSWORD']}")
print(os.environ["DB_PASSWORD"].encode(), os.environ["API_KEY"])
