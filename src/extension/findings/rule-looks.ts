/** What secrets of the rules look like that no pattern tells. `x` stands for what would be the secret. */
const LOOKS: Readonly<Record<string, string>> = {
  "private-key": "-----BEGIN PRIVATE KEY-----\n(lines of base64)\n-----END PRIVATE KEY-----",
  "der-private-key": "(base64 of PKCS #8, PKCS #1 or SEC 1 in one line)",
  "putty-key": "Private-Lines: 8\n(lines of base64)",
  "basic-authorization": "Authorization: Basic (base64 of name:password)",
  "bearer-token": "Authorization: Bearer xxxxxxxx",
  "curl-password": "curl -u name:xxxxxxxx",
  "curl-header": 'curl -H "X-Api-Key: xxxxxxxx"',
  "url-password": "postgres://name:xxxxxxxx@host/database",
  "kubernetes-secret": "kind: Secret\ndata:\n  name: (base64)",
  "azure-app-configuration-secret": "Endpoint=https://(name).azconfig.io;Id=(id);Secret=(base64)",
  "thingsboard-access-token": "/api/v1/xxxxxxxx/telemetry",
  "alchemy-api-key": "https://(chain).g.alchemy.com/v2/xxxxxxxx",
  "infura-api-key": "https://(chain).infura.io/v3/xxxxxxxx",
  "mattermost-webhook": "https://(server)/hooks/xxxxxxxx",
  "sql-password": "CREATE USER name IDENTIFIED BY 'xxxxxxxx'",
  "truenas-api-key": "1-(64 letters and digits)",
  "netrc-password": "machine host login name password xxxxxxxx",
  "secure-string": 'ConvertTo-SecureString "xxxxxxxx" -AsPlainText',
  "command-password": "mysql --password=xxxxxxxx",
  "credential-call": 'login("name", "xxxxxxxx")',
  "spoken-password": "the password is xxxxxxxx",
  "one-time-password-secret": "otpauth://totp/name?secret=(base32)",
  "json-web-key": '{"kty": "EC", …, "d": (base64url)}',
  "django-secret-key": "SECRET_KEY = 'django-insecure-xxxxxxxx'",
  "docker-auth": '{"auths": {"(host)": {"auth": (base64 of name:password)}}}',
  "filezilla-password": '<Pass encoding="base64">…</Pass>',
  "jenkins-admin-password": "initialAdminPassword: (32 hex digits)",
  "vault-unseal-key": "Unseal Key 1: (base64)",
  "rsa-key-value": "<RSAKeyValue>…<D>(base64)</D>…</RSAKeyValue>",
  "generic-password": 'dbPassword = "xxxxxxxx"',
  "generic-token": 'serviceToken = "xxxxxxxx"',
  "generic-key": 'apiKey = "xxxxxxxx"',
  "generic-secret": 'clientSecret = "xxxxxxxx"',
};

/** Undefined for a rule that has a pattern, and for one that this version does not have. */
export function ruleLook(rule: string): string | undefined {
  return Object.hasOwn(LOOKS, rule) ? LOOKS[rule] : undefined;
}
