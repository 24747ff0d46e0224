"""Doc."""
import sys
print("⟦hunter2⟧", sys.argv[1:])
