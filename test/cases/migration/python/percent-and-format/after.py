import os
print(f"u:{os.environ['DB_PASSWORD']}@%s" % "h", f"u:{os.environ['API_KEY']}@{{}}".format("h"))
