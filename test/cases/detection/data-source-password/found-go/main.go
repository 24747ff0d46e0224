var dsn = "app:⟦g0lang-Pw⟧@tcp(db.internal:3306)/orders?parseTime=true"
