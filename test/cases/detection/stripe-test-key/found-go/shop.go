var key = "⟦sk⁞_test_be3nNyjOq9wMxEhh2FDEEtfj⟧"
