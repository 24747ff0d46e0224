import os
a, b = os.environ["DB_PASSWORD"], f"k:{os.environ['API_KEY']}"; print(a, b)
