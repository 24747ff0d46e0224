#!/usr/bin/env python3
# -*- coding: utf-8 -*-
"""Doc

string."""
from __future__ import annotations
from __future__ import (
    division,
)

# what we need
import sys

print("⟦hunter2⟧", sys.argv[1:])
