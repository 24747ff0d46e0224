client = WebClient(token="⟦xo⁞xb-154728038528-084148525388-XGvOoNZYW2mZp0zVZomHFwUb⟧")
