import os
print('⟦hunter2⟧', os.sep)
