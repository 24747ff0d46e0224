import os
KEY = """⟦-----BEGIN-----
MI"I'B
-----END-----⟧"""
print(KEY)
