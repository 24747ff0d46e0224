def test_badandgoodreplaceexceptions(self):
    pass
def test_ThreadingUnixDatagramServer(self):
    pass
