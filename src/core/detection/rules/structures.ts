import { isPlaceForSecret, isPlaceholder, isPlainlyNoSecret } from "../assignments/rejects.ts";
import { followingTable, infixedTable, prefixedTable } from "../table.ts";
import { entropy, looksRandom } from "../randomness.ts";
import { structured } from "../structured.ts";
import type { Rule } from "../rule.ts";

const isPassword = (text: string): boolean => !isPlainlyNoSecret(text);
/** Where only a password can stand, a word is one too. */
const isGiven = (text: string): boolean => !isPlaceForSecret(text) && !isPlaceholder(text) && !/^%\w+%?$/.test(text);
/** Not one plain word. */
const isMixed = (text: string): boolean => /[\d\W_]|[a-z][A-Z]/.test(text);
/** Commands whose `-p` takes nothing but a password. */
const TAKES_PASSWORD = /^(?:psexec|sshpass)/i;

/** Secrets that a command, a file format or a library's call gives a place of its own. */
export const structures: readonly Rule[] = [
  ...prefixedTable(String.raw`
Base64 JSON Web Token | ZXlK | [A-Za-z0-9+/_-]{40,4000}={0,2}
Base64 private key | LS0tLS1CRUdJTiBSU0EgUFJJ LS0tLS1CRUdJTiBQUklW LS0tLS1CRUdJTiBFQyBQUklW LS0tLS1CRUdJTiBEU0EgUFJJ LS0tLS1CRUdJTiBPUEVOU1NI LS0tLS1CRUdJTiBFTkNSWVBURUQgUFJJ LS0tLS1CRUdJTiBQR1AgUFJJ | [A-Za-z0-9+/]{40,12000}={0,2}
NTLM message | TlRMTVNTUAADAAAA | [A-Za-z0-9+/_-]{60,4000}={0,2}
Base64 service account key | ewogICJ0eXBlIjogInNlcnZpY2VfYWNjb3VudCIs | [A-Za-z0-9+/]{200,6000}={0,2}
Base64 GitHub token | Z2hwX Z2hvX Z2h1X Z2hzX Z2hyX Z2l0aHViX3BhdF8x | [A-Za-z0-9+/]{47,150}={0,2}
Base64 Tink keyset | eyJwcmltYXJ5S2V5SWQi | [A-Za-z0-9+/]{100,8000}={0,2}
Base64 Google API key | QUl6YVN | [A-Za-z0-9+/]{40,50}={0,2}
`),
  ...followingTable(String.raw`
Azure App Configuration secret | ;secret= | [A-Za-z0-9+/]{36,100}={0,2}
ThingsBoard access token | thingsboard.cloud/api/v1/ | %l20
Alchemy API key | alchemyapi.io/v2/ alchemy.com/v2/ | %w32
Infura API key | infura.io/v3/ | %h32
Mattermost webhook | /hooks/ | %l26
SoftLayer API key | api.softlayer.com/soap/v3/ api.softlayer.com/soap/v3.1/ | %a64
`),
  ...infixedTable(String.raw`
Shared access signature | sig= sig%3d | \b(?:sv|st|se|sr|sp|spr|srt|ss)=[\w%:.&=-]{10,400}sig=[\w%]{43,70}
`),
  structured({
    id: "sql-password",
    title: "Password in a SQL statement",
    keywords: [
      "identified by",
      "identified with",
      "login password",
      "user password",
      "encrypted password",
      "set password",
    ],
    pattern:
      /((?:identified (?:with \w{1,40} )?(?:by|as) (?:password |values )?|(?:login|user|encrypted|set) password(?: for [^=\r\n]{1,80})?(?: to| =|=)? ?(?:password ?\()?)["'])([^"'\r\n]{3,100})(?=["'])/iy,
    variable: "DB_PASSWORD",
    isSecret: isPassword,
  }),
  structured({
    id: "sql-bare-password",
    title: "Password in a SQL statement",
    keywords: ["identified by ", "login password "],
    pattern: /((?:identified by|login password) )([A-Za-z0-9_!@#$%^&*.+-]{6,60})(?=[\s;\\"'`)]|$)/iy,
    variable: "DB_PASSWORD",
    isSecret: (text) => isPassword(text) && /\d/.test(text) && /[A-Za-z]/.test(text),
  }),
  structured({
    id: "curl-option-password",
    title: "Password in an option of libcurl",
    keywords: ["curlopt_", "keypasswd"],
    pattern:
      /(curlopt_(?:xoauth2_bearer|(?:proxy)?password|(?:proxy)?userpwd|keypasswd|tlsauth_password)\s{0,4},\s{0,20}["'](?:[^"':\r\n]{1,60}:(?=[^"'\r\n]))?)([^"'\r\n]{4,400})(?=["'])/iy,
    variable: "PASSWORD",
    isSecret: isPassword,
  }),
  structured({
    id: "npmrc-password",
    title: "Password of a package registry",
    keywords: [":_authtoken", ":_password", ":_auth"],
    pattern: /(:_(?:authtoken|password|auth) ?= ?["']?)([A-Za-z0-9+/=_.~-]{16,400})(?=["']?\s|["']?$)/iy,
    variable: "NPM_TOKEN",
    isSecret: (text) => !isPlaceForSecret(text) && !isPlaceholder(text),
  }),
  structured({
    id: "maven-master-password",
    title: "Maven master password",
    keywords: ["<master>"],
    pattern: /(<master>\s{0,8}\{)([A-Za-z0-9+/=]{30,120}(?:\\?(?=\})))/iy,
    isSecret: looksRandom,
  }),
  structured({
    id: "truenas-api-key",
    title: "TrueNAS API key",
    keywords: ["auth.login_with_api_key"],
    pattern: /(auth\.login_with_api_key"[\s,]{0,20}"params"\s{0,4}:\s{0,4}\[\s{0,20}")(\d{1,4}-[A-Za-z0-9]{64})(?=")/iy,
    severity: "certain",
    isSecret: () => true,
  }),
  structured({
    id: "netrc-password",
    title: "Password in a netrc file",
    keywords: ["login "],
    pattern: /(login[ \t]{1,40}[^\s]{1,100}\s{1,40}password[ \t]{1,40})([^\s"']{3,100})/iy,
    variable: "PASSWORD",
    isSecret: (text, lead) => isPassword(text) && !lead.includes("anonymous"),
  }),
  structured({
    id: "secure-string",
    title: "Password in plain text",
    keywords: ["convertto-securestring"],
    pattern:
      /(convertto-securestring[ \t(]{1,20}(?:-(?:string|asplaintext|force)[ \t]{1,20}){0,3}["'])([^"'\r\n$]{3,100})(?=["'])/iy,
    variable: "PASSWORD",
    isSecret: isPassword,
  }),
  structured({
    id: "command-password",
    title: "Password on a command line",
    keywords: [
      "sshpass -p",
      "psexec",
      "connect-viserver",
      "net use",
      "mysql -",
      "mysqldump -",
      "docker login",
      "smbclient",
      "rpcclient",
      "ldapsearch",
      "kinit",
      "redis-cli",
      "sqlcmd",
    ],
    pattern:
      /((?:sshpass|psexec|connect-viserver|net use|mysql(?:dump)?|docker login|smbclient|rpcclient|ldapsearch|kinit|sqlcmd)[^\r\n|;]{0,160}?[ \t](?:-p(?:assword)?|--password|-w|\/pass(?:word)?)[ \t=:]?["']?|net use[^\r\n|;]{0,120}?\/user:[^\s"']{1,60}[ \t]{1,4}["']?|redis-cli[ \t][^\r\n|;]{0,160}?(?<=[ \t])(?:-a|--pass)[ \t=]["']?)([^\s"'$<>{}()|;-][^\s"'|;]{3,80})/iy,
    variable: "PASSWORD",
    isSecret: (text, lead) => (TAKES_PASSWORD.test(lead) ? isGiven(text) : isPassword(text) && isMixed(text)),
  }),
  structured({
    id: "credential-call",
    title: "Password in a call",
    keywords: [
      "credential(",
      "credentials(",
      "basicauth(",
      "basic_auth(",
      "directoryentry(",
      "auth=(",
      "auth = (",
      "authenticate(",
    ],
    pattern:
      /((?:credentials?|basic_?auth|directoryentry|auth ?= ?|authenticate)\(\s{0,20}(?:["'][^"'\r\n]{2,20}:\/\/[^"'\r\n]{1,100}["']\s{0,20},\s{0,20})?@?["'][^"'\r\n]{1,100}["']\s{0,20},\s{0,20}@?["'])([^"'\r\n]{3,100})(?=["'])/iy,
    variable: "PASSWORD",
    isSecret: isPassword,
  }),
  structured({
    id: "spoken-password",
    title: "Password in a sentence",
    keywords: ["password is", "password for"],
    pattern:
      /(password (?:for (?:the )?(?:user(?:name)? )?["'][^"'\r\n]{1,40}["'] )?is:? ["'])([^"'\r\n$|{<+(\\][^"'\r\n]{3,60})(?=["'])/iy,
    variable: "PASSWORD",
    isSecret: isPassword,
  }),
  structured({
    id: "one-time-password-secret",
    title: "One-time password secret",
    keywords: ["otpauth://"],
    pattern: /(otpauth:\/\/[^\s"'<>]{1,200}?[?&]secret=)([A-Z2-7]{10,128}={0,6})/iy,
    variable: "OTP_SECRET",
    severity: "certain",
    isSecret: () => true,
  }),
  structured({
    id: "putty-key",
    title: "PuTTY private key",
    keywords: ["private-lines:"],
    pattern: /(private-lines: \d{1,3}\s{1,8})([A-Za-z0-9+/=\r\n]{64,8000})/iy,
    variable: "PRIVATE_KEY",
    severity: "certain",
    isSecret: () => true,
  }),
  structured({
    id: "django-secret-key",
    title: "Django secret key",
    keywords: ["secret_key"],
    pattern: /(secret_key["']?\s{0,4}[=:,]\s{0,4}r?["'])([^"'\s]{45,60})(?=["'])/iy,
    isSecret: (text) => /\d/.test(text) && !/\$\{|\{\{/.test(text),
  }),
  structured({
    id: "docker-auth",
    title: "Docker registry password",
    keywords: ['"auth":', '"auth" :', '"auth\\"'],
    pattern: /("auth\\{0,3}" ?: ?\\{0,3}")([A-Za-z0-9+/_-]{12,400}={0,2})(?=\\{0,3}")/iy,
    variable: "DOCKER_AUTH",
    isSecret: (text) => /\d/.test(text) && /[A-Z]/.test(text) && /[a-z]/.test(text),
  }),
  structured({
    id: "wordpress-key",
    title: "WordPress key",
    keywords: ["auth_key'", "auth_salt'", "logged_in_key'", "logged_in_salt'", "nonce_key'", "nonce_salt'"],
    pattern: /((?:auth|logged_in|nonce)_(?:key|salt)'\s{0,8},\s{0,12}')([^'\r\n]{40,128})(?=')/iy,
    isSecret: (text) => entropy(text) > 3.5,
  }),
  structured({
    id: "vault-approle-secret-id",
    title: "Vault AppRole secret ID",
    keywords: ["secret_id"],
    pattern:
      /(secret_id["'\\]{0,3}\s{0,4}(?::|=>?|,)\s{0,4}["'\\]{0,3})([a-f0-9]{8}-(?:[a-f0-9]{4}-){3}[a-f0-9]{12})(?![\w-])/iy,
    isSecret: looksRandom,
  }),
  structured({
    id: "vapid-private-key",
    title: "VAPID private key",
    keywords: ["setvapiddetails("],
    pattern:
      /(setvapiddetails\(\s{0,40}["'][^"'\r\n]{1,200}["']\s{0,4},\s{0,40}["'][\w-]{80,100}["']\s{0,4},\s{0,40}["'])([\w-]{43})(?=["'])/iy,
    severity: "certain",
    isSecret: looksRandom,
  }),
  structured({
    id: "tink-keyset",
    title: "Tink key",
    keywords: ["type.googleapis.com/google.crypto.tink."],
    pattern:
      /(type\.googleapis\.com\/google\.crypto\.tink\.\w{3,60}\\{0,3}"\s{0,40},\s{0,40}\\{0,3}"value\\{0,3}"\s{0,4}:\s{0,4}\\{0,3}")([A-Za-z0-9+/]{16,4000}={0,2})(?=\\{0,3}"\s{0,40},\s{0,40}\\{0,3}"keymaterialtype\\{0,3}"\s{0,4}:\s{0,4}\\{0,3}"(?:symmetric|asymmetric_private))/iy,
    severity: "certain",
    isSecret: () => true,
  }),
  structured({
    id: "filezilla-password",
    title: "FileZilla password",
    keywords: ["<pass"],
    pattern: /(<Pass(?: encoding="[a-z0-9]{1,12}")?>\s{0,4})([^<\s]{4,128})(?=\s{0,4}<\/Pass>)/iy,
    variable: "FTP_PASSWORD",
    isSecret: isPassword,
  }),
  structured({
    id: "jenkins-admin-password",
    title: "Jenkins admin password",
    keywords: ["proceed to installation:"],
    pattern: /(proceed to installation:\s{1,6})([a-f0-9]{30,36})(?![a-f0-9])/iy,
    isSecret: () => true,
  }),
  structured({
    id: "vault-unseal-key",
    title: "Vault unseal key",
    keywords: ["unseal"],
    pattern: /(unseal[^\r\n]{1,24}?)([A-Za-z0-9+/]{43}=?|[a-f0-9]{64,66})(?![A-Za-z0-9+/])/iy,
    isSecret: looksRandom,
  }),
  structured({
    id: "rsa-key-value",
    title: "RSA key in XML",
    keywords: ["<d>"],
    pattern: /(<d>\s{0,4})([A-Za-z0-9+/=]{40,1400})(?=\s{0,4}<\/d>)/iy,
    variable: "PRIVATE_KEY",
    isSecret: looksRandom,
  }),
];
