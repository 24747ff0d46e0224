const char *adafruit_key = "⟦44598cc29cb38365a85fd9b03e1669cf⟧";
