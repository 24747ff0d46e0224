import os
KEY = f"""
user: shop
password: {os.environ['DB_PASSWORD']}
{{"a": 'b'}}
"""
print(KEY)
