PASSWORD = '⟦zq81-Lwm2⟧'
