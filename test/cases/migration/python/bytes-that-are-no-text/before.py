print(b"⟦\xff\xfeabc⟧")
