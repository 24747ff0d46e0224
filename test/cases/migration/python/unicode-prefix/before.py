import os
print(u"⟦hunter2⟧", u"a⟦k-12345⟧")
