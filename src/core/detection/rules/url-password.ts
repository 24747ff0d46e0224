import { isPlaceholder } from "../assignments/rejects.ts";
import { isFiller } from "../filler.ts";
import { looksRandom } from "../randomness.ts";
import { NONE, type Match, type Place, type Rule } from "../rule.ts";

const LONGEST = 400;
const SCHEME = /[a-z][a-z0-9+.-]{1,30}$/i;
const AUTHORITY_END = /[\s"'`<>\\^|]/;
/** Names that stand for a password, and passwords that everybody knows. */
const NO_PASSWORD =
  /\$[{(]|^\$\w*$|\{\{|^[{<[(].*[}>\])]$|^\*+$|^%[A-Z_]+%?$|^:|^[.x#_-]+$|^(?:(?:my)?p[a@]ss(?:w(?:or)?d)?|pwd|secret|token|key|user(?:name)?|name|api_?key|access_?token|login|auth|port|pw|\d{1,5})\d?$|redacted|hidden/i;
/** A password between `://` and `@`, RFC 3986 section 3.2.1, and a key that stands there alone. */
export const urlPassword: readonly Rule[] = [
  {
    id: "url-password",
    title: "Password in a URL",
    kind: "format",
    keywords: ["://"],
    variable: "PASSWORD",
    mayBeAt: hasAtSign,
    find: findInUrl,
  },
];

/** Most addresses name nobody. */
function hasAtSign(text: string, _: number, end: number): boolean {
  for (let at = end; at < end + LONGEST; at++) {
    const unit = text.charCodeAt(at);
    if (unit === 0x40) return true;
    if (unit <= 0x20 || unit === 0x22 || unit === 0x27 || Number.isNaN(unit)) return false;
  }
  return false;
}

function findInUrl({ text, start, end }: Place): readonly Match[] {
  const window = text.slice(end, end + LONGEST);
  const at = userInfoEnd(window);
  if (at <= 0 || !SCHEME.test(text.slice(Math.max(0, start - 32), start))) return NONE;
  const colon = window.slice(0, at).indexOf(":");
  if (colon < 0) return keyAlone(window.slice(0, at), end);
  const password = window.slice(colon + 1, at);
  if (password.length < 2 || NO_PASSWORD.test(password) || isFiller(password) || isPlaceholder(password)) return NONE;
  if (password.toLowerCase() === window.slice(0, colon).toLowerCase()) return NONE;
  return [{ start: end + colon + 1, end: end + at, severity: "likely" }];
}

/** Offset of the `@` that ends name and password; -1 where there is none. */
function userInfoEnd(window: string): number {
  const stop = window.search(AUTHORITY_END);
  const whole = stop < 0 ? window : window.slice(0, stop);
  const slash = whole.search(/[/?#]/);
  const authority = slash < 0 ? whole : whole.slice(0, slash);
  const at = authority.lastIndexOf("@");
  return at > 0 && /^@[\w.[\]:%,{}$-]*$/.test(authority.slice(at)) ? at : passwordWithSlash(whole);
}

/** Passwords that should have been percent-encoded are met all the same: `amqp://user:pa/ss@host`. */
function passwordWithSlash(whole: string): number {
  return /^[\w.-]{1,40}:(?!\d{1,5}[/?#])[^@/:?#]{1,60}[/?#][^@/]{0,60}@[\w.-]{3,60}(?::\d{1,5})?(?:\/|$)/.test(whole)
    ? whole.indexOf("@")
    : -1;
}

function keyAlone(user: string, offset: number): readonly Match[] {
  if (user.length < 20 || !(looksRandom(user) || /^[a-f0-9]{32}$/.test(user))) return NONE;
  return [{ start: offset, end: offset + user.length, severity: "likely" }];
}
