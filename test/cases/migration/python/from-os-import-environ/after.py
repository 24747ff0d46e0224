from os import (path, environ as env)
print(env["DB_PASSWORD"], path.sep, "A" in env)
