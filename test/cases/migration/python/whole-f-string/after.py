import os
print(f'{os.environ["DB_PASSWORD"]}')
