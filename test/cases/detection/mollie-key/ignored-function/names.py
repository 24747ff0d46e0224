def test_ContinuousDistributionHandmade():
    pass
