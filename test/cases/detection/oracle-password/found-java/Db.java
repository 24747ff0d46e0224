String url = "jdbc:oracle:thin:scott2/⟦t1gerLily⟧@db.internal:1521/ORCL";
