import { prefixed } from "../format.ts";
import type { Rule } from "../rule.ts";

/** Title, what such hashes begin with, what follows (https://manpages.debian.org/crypt.5, https://hashcat.net/wiki/doku.php?id=example_hashes). */
const HASHES: readonly (readonly [title: string, prefixes: string, rest: string])[] = [
  ["bcrypt hash", "$2a$ $2b$ $2x$ $2y$", String.raw`\d{1,2}\$[./A-Za-z0-9]{53}`],
  ["md5crypt hash", "$1$ $apr1$", String.raw`[./A-Za-z0-9]{2,8}\$[./A-Za-z0-9]{22}`],
  ["sha256crypt hash", "$5$", String.raw`(?:rounds=\d{1,9}\$)?[./A-Za-z0-9]{1,16}\$[./A-Za-z0-9]{43}`],
  ["sha512crypt hash", "$6$", String.raw`(?:rounds=\d{1,9}\$)?[./A-Za-z0-9]{1,16}\$[./A-Za-z0-9]{86}`],
  ["yescrypt hash", "$y$ $gy$ $7$", String.raw`[./A-Za-z0-9]{1,97}\$(?:[./A-Za-z0-9]{1,86}\$)?[./A-Za-z0-9]{43}`],
  ["Sun MD5 hash", "$md5$ $md5,rounds=", String.raw`(?:\d{1,9}\$)?[./A-Za-z0-9]{8}\${1,2}[./A-Za-z0-9]{22}`],
  ["phpass hash", "$P$ $H$", String.raw`[./A-Za-z0-9]{31}`],
  ["Cisco PBKDF2 hash", "$8$", String.raw`[./A-Za-z0-9]{8,16}\$[./A-Za-z0-9]{43}`],
  [
    "Argon2 hash",
    "$argon2id$ $argon2i$ $argon2d$",
    String.raw`v=\d{1,3}\$[mtp=,\d]{8,40}\$[A-Za-z0-9+/]{8,90}\$[A-Za-z0-9+/]{16,180}`,
  ],
  ["scrypt hash", "$scrypt$", String.raw`ln=\d{1,2},r=\d{1,2},p=\d{1,2}\$[A-Za-z0-9+/.]{8,90}\$[A-Za-z0-9+/.]{16,180}`],
  [
    "Django PBKDF2 hash",
    "pbkdf2_sha256$ pbkdf2_sha1$",
    String.raw`\d{4,8}\$[A-Za-z0-9]{8,40}\$[A-Za-z0-9+/]{27,44}={0,2}`,
  ],
  ["Kerberos hash", "$krb5asrep$23$ $krb5tgs$23$", String.raw`(?:[^:\s]{1,120}:)?[a-f0-9]{32}\$[a-f0-9]{64,4000}`],
];

/** Hashes of passwords: worth a look, but what they stand for has to be guessed, so that they are never certain. */
export const passwordHashes: readonly Rule[] = HASHES.map(([title, prefixes, rest]) =>
  prefixed({
    id: title.toLowerCase().replaceAll(" ", "-"),
    title,
    prefixes: prefixes.split(" "),
    rest,
    variable: "PASSWORD_HASH",
    checksum: () => false,
  }),
);
