import os
print(f"a{len(os.environ['DB_PASSWORD'])}b{('x' + os.environ['API_KEY'] + 'y')}")
