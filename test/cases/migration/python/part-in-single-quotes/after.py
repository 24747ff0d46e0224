import os
print(f'x:{os.environ["DB_PASSWORD"]}@h "q"')
