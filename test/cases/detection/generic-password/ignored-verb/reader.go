// interlaceScan defines the placement and size of a pass for Adam7 interlacing.
