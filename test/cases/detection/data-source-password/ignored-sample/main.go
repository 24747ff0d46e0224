var dsn = "user:password@tcp(127.0.0.1:3306)/dbname"
var other = fmt.Sprintf("%s:%s@tcp(%s)/x", user, pass, host)
