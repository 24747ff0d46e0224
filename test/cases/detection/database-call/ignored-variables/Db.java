return DriverManager.getConnection(url, "app", System.getenv("DB_PASSWORD"));
