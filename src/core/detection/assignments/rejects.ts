/** What a value is instead of a secret, where its own text tells. */
const TEMPLATE =
  /\$\{|\$\(|\{\{|<%|%>|#\{|@\{|%\(|\{\d*\}|^\$[A-Za-z_({]|^%[A-Za-z_]+%$|^%[sdvq]$|^<[^>]*>$|^\[[^\]]*\]$|^__\w+__$|^@\w+@$|^\{\w*\}$/;
const REFERENCE = /^(?:vault|op|bao|secret|ref|arn|aws|gcp|azure|env|file|https?|ftp|urn|ssm|doppler|keyring|sops):/i;
const MASKED = /^(.)\1*$|x{4,}|\*{3,}|\.{3}|-{4,}|_{4,}|…/i;
const PLACEHOLDER =
  /^(?:none|null|nil|undefined|true|false|yes|no|on|off|todo|tbd|n\/?a|empty|string|str|value|values?|default|required|optional|hidden|redacted|removed|unset|unknown|test(?:ing|er)?|tests?|foo|bar|baz|qux|foobar|foo.?bar|abc|abcd|abcdef|xyz|qwerty|admin|root|user|guest|username|me|hello|world|hello.?world|bearer|basic|digest|hunter2?|swordfish|letmein|s3cr3t|s3cret|p[a@4](?:ss|\$\$)(?:w[o0]rd|wd|phrase|code)?|pwd|secret|token|key|apikey|credentials?|auth)(?:[-_ ]?\d{0,4}|!*)$/i;
const PLACEHOLDER_WORD =
  /(?:^|[^a-z])(?:your|my|some|the|enter|insert|replace|change|example|sample|dummy|fake|mock|placeholder|redacted|goes|here|put|fill|todo|xxx+)(?:$|[^a-z])|change.?me|change.?it|change.?this|replace.?me|example|placeholder|your[_-]?(?:api|own|secret|token|key|pass|account)/i;

/**
 * True where the text of a value tells that it is no secret: a template, a reference to something kept elsewhere, a mask,
 * a placeholder, a sentence, a path.
 */
export function isPlainlyNoSecret(value: string): boolean {
  if (value.length < 4 || MASKED.test(value)) return true;
  if (TEMPLATE.test(value) || REFERENCE.test(value)) return true;
  if (PLACEHOLDER.test(value) || PLACEHOLDER_WORD.test(value)) return true;
  return isProse(value) || isPath(value) || isCode(value);
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
  if (/^[A-Za-z_$][\w$]*(?:(?:\.|->|::)[A-Za-z_$][\w$]*)+(?:\(.*\)?)?;?$/.test(value) || /[([]\)?;?$|\w\(/.test(value))
    return true;
  return (
    /^[A-Za-z]+(?:[_-][A-Za-z]+)+$/.test(value) ||
    /(?:pass(?:word|wd|phrase)?|secret|token|credential|api.?key)/i.test(value)
  );
}
