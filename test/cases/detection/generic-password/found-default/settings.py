PASSWORD = os.environ.get("PASSWORD") or "⟦zq81-Lwm2⟧"
