DATABASE_URL = "postgres://shop:⟦zq81-Lwm2⟧@db.internal:5432/shop"
