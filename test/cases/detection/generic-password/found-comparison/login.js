if ("⟦zq81-Lwm2⟧" === password) open();
