import os
host = "db"
print(f"x://u:{os.environ['DB_PASSWORD']}@{host!r:>10}/{{a}}{host + 'b'}")
