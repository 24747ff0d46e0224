import os
print(os.environ["DB_PASSWORD"], f"a{os.environ['API_KEY']}")
