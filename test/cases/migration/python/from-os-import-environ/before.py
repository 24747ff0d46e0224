from os import (path, environ as env)
print("⟦hunter2⟧", path.sep, "A" in env)
