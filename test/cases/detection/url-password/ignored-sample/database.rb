# DATABASE_URL="mysql://myuser:mypass@localhost/somedatabase"
