import os
print({"⟦hunter2⟧": {"b": "⟦k-12345⟧"}, **dict(c='⟦k-12345⟧')})
