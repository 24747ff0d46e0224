var token = refreshToken("refresh-token-1234");
var other = withToken("access-token-value-1234");
// "access_token":"2YotnFZFEjr1zCsicMWpAA"
