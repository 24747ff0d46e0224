import os
print("a" 'b' f"{os.environ['DB_PASSWORD']}"  # here
      f"{1}c")
