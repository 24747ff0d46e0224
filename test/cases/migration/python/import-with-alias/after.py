import os as system
print(system.environ["DB_PASSWORD"], system.sep)
