import os
pä = "😀⟦pä😀ß⟧"  # 😀
print("é", pä)
