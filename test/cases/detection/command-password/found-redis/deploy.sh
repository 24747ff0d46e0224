redis-cli -h cache.internal -a ⟦r3discovered⟧ ping
