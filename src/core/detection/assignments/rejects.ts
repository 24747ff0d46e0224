import { base64UrlText } from "../base64.ts";
import { isFiller } from "../filler.ts";

/** Texts that stand for a value that is filled in later or kept elsewhere. Each is precise: passwords may hold any character. */
const TEMPLATE =
  /^ENC[([]|^RU5D[WK]|^\{cipher\}|^\{[A-Za-z0-9+/]{8,}={1,2}\}$|^\$ANSIBLE_VAULT|^\$\{|\$\(\w|\$\{[\w.:#!?[\]()"'|, -]{1,80}\}|\$\((?:[\w./-]+|`)[^)]*\)|^\$\(|\{\{[^{}]{1,80}\}\}|<%[^%]{0,80}%>|#\{[^{}]{1,80}\}|^@\{[^{}]{1,80}\}$|%\([\w.]{1,40}\)[sd]|^\$[A-Za-z_][\w.:>[\]'"-]*$|^\$\d$|^%[A-Za-z_]\w*%$|^%[-\d.]*[sdvqxuif@]$|^<[^<>]*>$|^\[[^[\]]*\]$|^__[A-Z_]+__$|^@[A-Za-z_.]+@$|^\{\w{0,40}\}$|^\{\{|^\(\(.*\)\)$|^!\w+ |^&\w+$|^\\[A-Za-z]+$|^#+\w+#+$|^%%\w+%%$|^#[0-9A-Fa-f]{3,8}$|\\[wbdsWDS](?![A-Za-z])|\[\^?[a-zA-Z0-9]-[a-zA-Z0-9]|\(\?[:=!<]/;
const REFERENCE =
  /^(?:vault|op|bao|secret|secrets|ref|arn|aws|gcp|azure|env|file|https?|ftp|urn|ssm|doppler|keyring|sops|sm|kms|gcpsecret|awssm|akv|keyvault|bws|npm|workspace|patch|infisical|chamber|pass|data|blob|mailto|tel|jdbc|git|ssh|s3|gs|amqp|redis|mongodb|postgres(?:ql)?|mysql|sqlserver|ldaps?|tcp|unix|ws|wss|classpath|projects):/i;
const MASKED =
  /^(.)\1*$|^[x*.•#?_-]{3,}$|[*•]{3,}|x{5,}|X{5,}|\.{3,}=*$|^\.{3}|…|^(?:sha1|sha256|md5)\$[A-Za-z0-9]{0,16}\$[a-f0-9]{32,64}$/;
/** Public halves: certificates and public keys in DER (X.690) and in SSH's form, told by how they begin. */
const PUBLIC_KEY =
  /^(?:MI[A-Za-z0-9+/]{4,6}(?<=^MII...)CC|M[A-Za-z0-9+/]{8,24}(?:BAQEFAAOC|BAQUAA4|KoZIzj0CAQ[A-Za-z0-9+/]{6,24}Q[dgk][AD])|AAAA[BCE][23]N[zj]|ssh-(?:rsa|ed25519|dss)\b)/;
/** What a regular expression has and a secret does not. */
const PATTERN = /^\^.*\$$|^\\[<(^]|\.\*\$?$|\\[(<>|{]|\[\^[^\]]{1,20}\]|\[[^\]\s]{1,20}\][+*]/;
/** Algorithms: `PBKDF2WithHmacSHA256`, `AES/CBC/PKCS5Padding`, `RSA-OAEP-256`. */
const ALGORITHM =
  /^(?:PBKDF2|Hmac|HMAC|AES|DES|DESede|RSA|EC|ECDSA|ECDH|EdDSA|Ed25519|SHA|MD5|[HREP]S(?=\d)|bcrypt|scrypt|argon2)(?:[-/_]?(?:\d{1,4}|with|With|and|And|Hmac|HMAC|SHA|MD5|CBC|GCM|CTR|ECB|KW|ES|OAEP|MGF1|RSA|ECDSA|AES|BC|id|i|d|PKCS|PKCS1|PKCS5|PKCS7|Padding|NoPadding|Encryption)){0,9}$/;
/** Bytes of a text in another spelling: `\x65\x78…`, letters beyond ASCII as `\u0441`. */
const SPELLED = /(?:\\x[0-9a-f]{2}){4}|\\u(?:00[c-f]|0[1-9a-f]|[1-9a-f][0-9a-f])[0-9a-f]/i;
/** An expression: `hosts[name].password`, `user?.password`, `url('x')`, `--flag`, `[word` and `(word` cut off. */
const EXPRESSION =
  /^[\w:.$]+\[[\w'"$]+\]\.|\w\?\.\w|^[a-zA-Z]+\(['"]|^!?--?[a-z]+(?:-[a-z]+)*$|^[[(][A-Za-z_]+$|^[A-Z][A-Za-z]+\?$|^[A-Za-z_]+\.$|^["'] ?[.+]|^[.+] ?[A-Za-z_$][\w$>:.-]*(?:\([^()]*\))? ?[.+]$|^#[a-z]+(?:-[a-z]+)*$|^@{1,2}[a-z_]+$|^[\w.]+\[:\w+\]|^[A-Za-z_]\w*(?:[.:]\w+)*\.[a-z_]+\(|^v?\d+(?:\.\d+){1,3}$|^(?:not|hover|focus|active|disabled|checked|visited|required|invalid|valid|before|after|first-child|last-child|nth-child)(?:\(|$)/;
/** Words in other scripts are words. */
const OTHER_SCRIPT = /[\u0370-\u1fff\u2e80-\ud7ff\uf900-\ufdff]{2}/;
/** What asks the environment or a keeper of secrets for the value. */
const LOOKED_UP =
  /(?:process\.env|os\.environ|getenv|System\.getenv|ENV\[|import\.meta\.env|Deno\.env|env\(|environ|secrets?\.|keyring|get_?secret|var\.|local\.|data\.|module\.|self\.|this\.|props\.|params?\.|config\.)/i;

/** True where the text itself tells that it stands for a value kept elsewhere: a template, a reference, a mask, a look-up, a sample. */
export function isPlaceForSecret(value: string): boolean {
  if (value.length < 4 || !/[\p{L}\d]/u.test(value) || OTHER_SCRIPT.test(value)) return true;
  if (MASKED.test(value) || isFiller(value) || isEncodedProse(value)) return true;
  if (isPublicOrCode(value)) return true;
  return TEMPLATE.test(value) || REFERENCE.test(value) || isLookedUp(value);
}

function isPublicOrCode(value: string): boolean {
  if (PUBLIC_KEY.test(value) || ALGORITHM.test(value) || EXPRESSION.test(value)) return true;
  return PATTERN.test(value) || (value.includes("\\") && SPELLED.test(value));
}

function isLookedUp(value: string): boolean {
  return LOOKED_UP.test(value) && /[.([]/.test(value) && !/\s/.test(value);
}

/** True for base64 of plain words. */
function isEncodedProse(value: string): boolean {
  if (!/^[A-Za-z0-9+/]{20,}={0,2}$/.test(value)) return false;
  return /^[A-Za-z]+(?: [A-Za-z]+){2,}[.!?]?\s*$/.test(base64UrlText(value));
}

const PLACEHOLDER =
  /^(?:0?1234(?:5(?:6(?:7(?:8(?:90?)?)?)?)?)?|(?:123){2,3}|654321|(\d)\1{2,9}|welcome|-?anonymous@?|not-a-[a-z]+|passw0rd|none|null|nil|undefined|true|false|yes|no|on|off|todo|tbd|n\/?a|empty|string|str|value|values?|default|required|optional|my_?(?:password|secret|token|key)|hidden|redacted|removed|unset|unknown|test(?:ing|er)?|tests?|foo|bar|baz|qux|foobar|foo.?bar|abc|abcd|abcdef|xyz|qwerty|admin|root|user|guest|username|me|hello|world|hello.?world|bearer|basic|digest|hunter2?|swordfish|letmein|s3cr3t|s3cret|contrase(?:ny|ñ)a|adgangskode|wachtwoord|senha|parola?|hasło|lösenord|passord|salasana|heslo|jelszó|passwort|kennwort|mot de passe|palavra-passe|пароль|p[a@4](?:ss|\$\$)(?:w[o0]rd|wd|phrase|code)?|pwd|secret|token|key|apikey|credentials?|auth)(?:[-_ ]?\d{0,4}|!*)$/i;
/** A secret's name with a number at most: `refresh-token-1234`, `auth0-client-secret`, `MY_PASS_1`. */
const PLACEHOLDER_NAME =
  /^(?:[a-z0-9]{1,12}[-_.]){1,4}(?:token|secret|key|password|passwd|passphrase|pass|value|proof)s?(?:[-_.]?(?:value|proof))?(?:[-_.]?\d{1,4})?$/i;
const PLACEHOLDER_WORD =
  /(?:^|[^a-z0-9])(?:your|my|some|the|enter|insert|replace|change|example|sample|dummy|fake|mock|placeholder|redacted|goes|here|put|fill|todo|xxx+)(?:$|[^a-z])|fake|dummy|change.?me|change.?it|change.?this|replace.?me|example|placeholder|your[_-]?(?:api|own|secret|token|key|pass|account)/i;

/** True for what people write where a secret will be: `changeme`, `your-token-here`, `password`. */
export function isPlaceholder(value: string): boolean {
  return PLACEHOLDER.test(value) || PLACEHOLDER_NAME.test(value) || PLACEHOLDER_WORD.test(value);
}

/** True where the text is a place for a secret, a placeholder, a sentence, a path or code. */
export function isPlainlyNoSecret(value: string): boolean {
  return isPlaceForSecret(value) || isPlaceholder(value) || isProse(value) || isPath(value) || isCode(value);
}

function isProse(value: string): boolean {
  return /\s/.test(value) && (/^[\p{L}\s.,:;!?'’"()-]+$/u.test(value) || value.split(/\s+/).length > 3);
}

function isPath(value: string): boolean {
  return (
    /^(?:~|\.{0,2})?(?:\/[\w.-]+){2,}\/?$/.test(value) ||
    /\.(?:json|ya?ml|pem|key|crt|cert?|txt|env|ini|conf|js|ts|py|go|java|html?|xml|png|svg)$/i.test(value)
  );
}

/** Identifiers and expressions: `config.password`, `getPassword()`, `DB_PASSWORD`, `user-password`. */
function isCode(value: string): boolean {
  if (/^[A-Za-z_$]+(?:(?:\.|->|::)[A-Za-z_$]+)+(?:\(.*\)?)?;?$/.test(value)) return true;
  if (/[([]\)?;?$|\w\(/.test(value)) return true;
  return (
    /^[A-Za-z]+(?:_[A-Za-z]+)+$/.test(value) ||
    /(?:pass(?:word|wd|phrase)?|secret|token|credential|api.?key)/i.test(value)
  );
}
