const token = jwt.sign({ id }, "⟦jw7Signing-Phrase⟧", { expiresIn: "1h" });
