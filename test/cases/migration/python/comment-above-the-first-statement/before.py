# licence

# the token
TOKEN = "⟦hunter2⟧"
print(TOKEN)
