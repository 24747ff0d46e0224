import os
KEY = """⟦a
b⟧"""
print(repr(KEY))
