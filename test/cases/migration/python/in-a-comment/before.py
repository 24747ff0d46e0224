# password: ⟦hunter2⟧ it's
print(1)
