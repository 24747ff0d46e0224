return DriverManager.getConnection("jdbc:oracle:thin:@db.internal:1521/ORCL", "scott2", "⟦t1gerLily⟧");
