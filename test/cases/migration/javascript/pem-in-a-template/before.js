const key = `⟦-----BEGIN KEY-----
MIIB\n==
-----END KEY-----⟧`;
console.log(JSON.stringify(key));
