import os
URL = f"postgres://shop:{os.environ['DB_PASSWORD']}@db/{{x}}?a=\"1\""
print(URL)
