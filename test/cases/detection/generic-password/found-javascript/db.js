const db = connect({ host: "db1", dbPassword: "⟦Tr7!kqo-93x⟧" });
