import os
pä = f"😀{os.environ['DB_PASSWORD']}"  # 😀
print("é", pä)
