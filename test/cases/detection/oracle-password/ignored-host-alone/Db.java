String url = "jdbc:oracle:thin:@db.internal:1521/ORCL";
