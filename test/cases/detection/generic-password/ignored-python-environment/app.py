password = os.environ["DB_PASSWORD"]
