import os
URL = "postgres://shop:⟦hunter2⟧@db/{x}?a=\"1\""
print(URL)
