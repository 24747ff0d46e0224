import os
host = "db"
print(f"x://u:⟦hunter2⟧@{host!r:>10}/{{a}}{host + 'b'}")
