SecretKey key = newSecretKey("PBKDF2WithHmacSHA256", spec);
String secretKeyAlgorithm = "AES/CBC/PKCS5Padding";
String tokenKey = "RSA-OAEP-256";
