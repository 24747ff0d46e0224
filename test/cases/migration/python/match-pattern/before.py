def f(x):
    match x:
        case "⟦hunter2⟧":
            return 1
print(f("a"))
