#!/usr/bin/env python3
print("⟦hunter2⟧")
