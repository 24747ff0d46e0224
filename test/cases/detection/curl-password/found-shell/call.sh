curl -u shop:⟦zq81-Lwm2⟧ https://api.internal/
