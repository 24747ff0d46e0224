import os
print(f'⟦hun{{ter2⟧')
