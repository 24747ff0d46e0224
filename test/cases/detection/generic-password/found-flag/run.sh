backup --password ⟦zq81-Lwm2⟧ --all
