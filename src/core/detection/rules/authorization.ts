import { isPlainlyNoSecret } from "../assignments/rejects.ts";
import { base64UrlText } from "../base64.ts";
import { looksRandom } from "../randomness.ts";
import { structured } from "../structured.ts";
import type { Rule } from "../rule.ts";

/** Credentials in HTTP requests, RFC 7617 section 2 and RFC 6750 section 2.1, and in the options of curl. */
export const authorization: readonly Rule[] = [
  structured({
    id: "basic-authorization",
    title: "Basic authorization",
    keywords: ["basic "],
    pattern: /(basic {1,4})([A-Za-z0-9+/_-]{8,500}={0,2})(?![A-Za-z0-9+/_=-])/iy,
    variable: "BASIC_AUTH",
    isSecret: (encoded) => isNameAndPassword(base64UrlText(encoded)),
  }),
  structured({
    id: "bearer-token",
    title: "Bearer token",
    keywords: ["bearer "],
    pattern: /(bearer {1,4})([A-Za-z0-9._~+/=-]{10,2000})/iy,
    variable: "TOKEN",
    isSecret: (token) => (token.length >= 16 ? looksRandom(token) : /\d/.test(token)) && !isPlainlyNoSecret(token),
  }),
  structured({
    id: "session-cookie",
    title: "Session cookie",
    keywords: ["cookie: ", 'cookie": "'],
    pattern:
      /(cookie(?:\\{0,3}")?: {0,2}(?:\\{0,3}["'])?(?:[\w.-]{1,60}=[^;\s"']{0,400}; ?){0,12}?[\w.-]{0,40}(?:sess(?:ion)?(?:[_-]?id)?|sid|token|jwt|auth)=)([\w%.+/~|:-]{20,1200})/iy,
    isSecret: (value) => looksRandom(value) && !isPlainlyNoSecret(value),
  }),
  structured({
    id: "curl-password",
    title: "Password in a curl command",
    keywords: ["curl"],
    pattern:
      /(curl(?:[^\n\r]|\\\r?\n){0,400}?[ \t](?:-u|--user|--proxy-user|-U)(?:[ =]|)["']?[^\s:"'$<{]{0,60}:)([^\s"'$<{][^\s"']{2,100})/y,
    variable: "PASSWORD",
    isSecret: (password) => !isPlainlyNoSecret(password),
  }),
  structured({
    id: "curl-header",
    title: "Key in a curl header",
    keywords: ["curl"],
    pattern:
      /(curl(?:[^\n\r]|\\\r?\n){0,400}?[ \t](?:-H|--header)[ =]{0,4}["'](?:authorization|(?:x-)?(?:[a-z]{1,12}-){0,3}(?:key|token|secret)): {0,4}(?:(?:token|api-token) )?(?!bearer|basic))([\w=~@.+/-]{8,400})(?=["'])/iy,
    variable: "API_KEY",
    isSecret: (value) => /\d/.test(value) && !isPlainlyNoSecret(value),
  }),
];

/** True for `name:password` in characters that can be typed, and not in these two words. */
function isNameAndPassword(text: string): boolean {
  const colon = text.indexOf(":");
  if (/^user(?:name)?:pass(?:word)?$/i.test(text)) return false;
  return colon >= 0 && text.length >= 4 && /^[\x20-\x7e\xa0-\xff]+$/.test(text);
}
