import os
print("u:⟦pa%%ss⟧@%s" % "h", "u:⟦k{{1}}⟧@{}".format("h"))
