import os
print(f"\N{BULLET}\n\x41{{{os.environ['DB_PASSWORD']}}}\'")
