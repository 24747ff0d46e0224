import sys, os.path
print("⟦hunter2⟧", sys.argv[1:], os.path.sep)
