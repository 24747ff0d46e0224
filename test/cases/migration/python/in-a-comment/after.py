# password: vault://local/secret/shop/db/password it's
print(1)
