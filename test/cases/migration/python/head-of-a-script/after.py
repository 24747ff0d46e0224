#!/usr/bin/env python3
# -*- coding: utf-8 -*-
"""Doc

string."""
from __future__ import annotations
from __future__ import (
    division,
)

# what we need
import os
import sys

print(os.environ["DB_PASSWORD"], sys.argv[1:])
