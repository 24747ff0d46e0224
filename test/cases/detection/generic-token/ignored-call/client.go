token := getToken("user")
