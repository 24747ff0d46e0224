import os
KEY = """
user: shop
password: ⟦hunter2⟧
{"a": 'b'}
"""
print(KEY)
