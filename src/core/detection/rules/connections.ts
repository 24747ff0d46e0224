import { isPlaceForSecret, isPlaceholder, isPlainlyNoSecret } from "../assignments/rejects.ts";
import { variableOf } from "../format.ts";
import { structured } from "../structured.ts";
import { NONE, type Match, type Place, type Rule } from "../rule.ts";

const isPassword = (text: string): boolean => !isPlainlyNoSecret(text);
/** Where only a password can stand, a word is one too. */
const isGiven = (text: string): boolean => !isPlaceForSecret(text) && !isPlaceholder(text);

/** A secret that stands before what tells it. */
interface PrecedingFormat {
  readonly id: string;
  readonly title: string;
  /** Lower case; the pattern ends where one of them begins. */
  readonly keywords: readonly string[];
  /** Ends in `$`; its first group is the secret, its second what stands between that and the keyword. Bounded. */
  readonly pattern: RegExp;
}

/** How far before its keyword a secret may begin. */
const BEFORE = 200;

/** How programs are told where a database is and with which password, besides by names and addresses. */
export const connections: readonly Rule[] = [
  preceding({
    id: "data-source-password",
    title: "Password in a data source name",
    keywords: ["@tcp(", "@unix("],
    pattern: /["'`=][\w.-]{1,60}:([^\s"'`:@/${}<>]{4,80})()$/,
  }),
  preceding({
    id: "chpasswd-password",
    title: "Password of a user",
    keywords: ["chpasswd"],
    pattern:
      /(?:echo|printf)[ \t]{1,4}(?:-\w{1,3}[ \t]{1,4})?["']?[\w.-]{1,40}:([^\s"'`:$<>{}]{4,80})(["']?[ \t]{0,4}\|[ \t]{0,4}(?:sudo[ \t]{1,4})?)$/,
  }),
  structured({
    id: "oracle-password",
    title: "Password of an Oracle database",
    keywords: ["jdbc:oracle:"],
    pattern: /(jdbc:oracle:\w{2,8}:[\w.-]{1,40}\/)([^\s"'@/${}<>]{4,80})(?=@)/iy,
    variable: "DB_PASSWORD",
    isSecret: isGiven,
  }),
  structured({
    id: "database-call",
    title: "Password in a call",
    keywords: ["getconnection(", "new pdo(", "mysqli(", "mysqli_connect(", "mysql_connect(", "dbi->connect("],
    pattern:
      /((?:getconnection|new pdo|mysqli(?:_connect)?|mysql_connect|dbi->connect)\(\s{0,20}(?:["'][^"'\r\n]{1,200}["']|[\w.$>-]{1,60})\s{0,20},\s{0,20}(?:["'][^"'\r\n]{1,80}["']|[\w.$>-]{1,60})\s{0,20},\s{0,20}["'])([^"'\r\n]{3,100})(?=["'])/iy,
    variable: "DB_PASSWORD",
    isSecret: isGiven,
  }),
  structured({
    id: "login-call",
    title: "Password in a call",
    keywords: [".login("],
    pattern: /(\.login\(\s{0,20}["'][^"'\s]{3,80}["']\s{0,20},\s{0,20}["'])([^"'\r\n]{5,100})(?=["']\s{0,20}\))/iy,
    variable: "PASSWORD",
    isSecret: (text) => isPassword(text) && /[\d\W_]/.test(text),
  }),
  structured({
    id: "jwt-signing-key",
    title: "Key that signs tokens",
    keywords: ["jwt.sign(", "jwt.verify(", "jwt.encode(", "jwt.decode(", '"jwt'],
    pattern:
      /((?:jwt\.(?:sign|verify|encode|decode)\([^"'`\r\n]{1,120}?,\s{0,4}["'])|"jwt\w{0,20}"\s{0,4}:\s{0,4}\{[^{}]{0,300}?"\w{0,12}key"\s{0,4}:\s{0,4}")([^"'\r\n]{8,200})(?=["'])/iy,
    variable: "JWT_SECRET",
    isSecret: isPassword,
  }),
  structured({
    id: "password-file-entry",
    title: "Password in a password file",
    keywords: [":5432:"],
    pattern: /(:5432:[\w.*-]{1,60}:[\w.*@-]{1,60}:)([^\s:"'\\<${}]{4,100})(?![^\r\n])/y,
    variable: "PGPASSWORD",
    isSecret: isGiven,
  }),
  structured({
    id: "ldap-bind-password",
    title: "Password of a directory",
    keywords: ["bindpw", "rootpw"],
    pattern: /((?<![\w-])(?:bindpw|rootpw)[ \t]{1,20})([^\s"'{<$%][^\s"']{3,100})/iy,
    variable: "LDAP_PASSWORD",
    isSecret: isGiven,
  }),
  structured({
    id: "haproxy-password",
    title: "Password of a proxy's user",
    keywords: ["insecure-password", "stats auth"],
    pattern:
      /((?<![\w-])(?:insecure-password[ \t]{1,20}|stats auth[ \t]{1,20}[\w.-]{1,40}:))([^\s"'{<$%][^\s"']{3,100})/iy,
    variable: "PASSWORD",
    isSecret: isGiven,
  }),
  structured({
    id: "wireless-passphrase",
    title: "Passphrase of a wireless network",
    keywords: ["psk="],
    pattern: /((?<![\w-])psk=")([^"\r\n]{8,63})(?=")/iy,
    variable: "PASSPHRASE",
    isSecret: isGiven,
  }),
  structured({
    id: "terraform-default",
    title: "Default of a secret variable",
    keywords: ['variable "'],
    pattern:
      /(variable[ \t]{1,4}"[\w-]{0,60}(?:passw(?:or)?d|secret|token|(?:api|access|private)_?key)[\w-]{0,10}"\s{0,4}\{[^{}]{0,400}?(?<=\n)[ \t]{0,20}default[ \t]{0,20}=[ \t]{0,20}")([^"\r\n$]{4,400})(?=")/iy,
    variable: "SECRET",
    isSecret: (text) => isPassword(text) && /[\d\W_]/.test(text),
  }),
  structured({
    id: "image-environment",
    title: "Secret in a container image",
    keywords: ["env "],
    pattern:
      /((?<![^\r\n])ENV[ \t]{1,4}[A-Z0-9_]{0,40}(?:PASS(?:WORD|WD)?|PWD|SECRET|TOKEN|(?:API|ACCESS|PRIVATE|SECRET)_?KEY)[ \t]{1,20}["']?)([^\s"'$<{][^\s"']{3,300})/y,
    variable: "SECRET",
    isSecret: (text) => isPassword(text) && /\d/.test(text),
  }),
];

function preceding({ id, title, keywords, pattern }: PrecedingFormat): Rule {
  return {
    id,
    title,
    kind: "format",
    keywords,
    variable: variableOf("password"),
    find: (place) => findBefore(place, pattern),
  };
}

function findBefore({ text, start }: Place, pattern: RegExp): readonly Match[] {
  const [, secret = "", between = ""] = pattern.exec(text.slice(Math.max(0, start - BEFORE), start)) ?? [];
  if (secret === "" || !isGiven(secret)) return NONE;
  const end = start - between.length;
  return [{ start: end - secret.length, end, severity: "likely" }];
}
