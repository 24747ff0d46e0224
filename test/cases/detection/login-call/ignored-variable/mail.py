smtp.login("mailer@corp.internal", password)
