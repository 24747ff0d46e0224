class User(val password: String?, val userToken: Saml2Authentication)
