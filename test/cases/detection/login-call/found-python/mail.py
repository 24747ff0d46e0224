smtp.login("mailer@corp.internal", "⟦sm7pLogin⟧")
