import sys, os.path
print(os.environ["DB_PASSWORD"], sys.argv[1:], os.path.sep)
