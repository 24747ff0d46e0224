engine = create_engine("postgresql+psycopg2://shop:⟦sqlAlch3my⟧@db.internal/shop")
