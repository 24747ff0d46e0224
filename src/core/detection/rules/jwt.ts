import { base64UrlText } from "../base64.ts";
import { prefixed } from "../format.ts";
import type { Rule } from "../rule.ts";

/** JSON Web Tokens and JWE, RFC 7515 section 3.1 and RFC 7516 section 3.1: base64url of a JSON object comes first. */
export const jwt: readonly Rule[] = [
  prefixed({
    id: "jwt",
    title: "JSON Web Token",
    prefixes: ["eyJ"],
    rest: "[\\w-]{8,4000}\\.[\\w-]{10,6000}(?:\\.[\\w-]{10,2000}(?:\\.[\\w-]{1,6000}\\.[\\w-]{10,2000})?={0,2}|(?![.\\w]))",
    variable: "TOKEN",
    check: (token) => hasHeader(token.slice(0, token.indexOf("."))),
  }),
];

/** True where the header is JSON that names an algorithm (RFC 7515 section 4.1.1), as far as it can be read. */
function hasHeader(part: string): boolean {
  const text = base64UrlText(part);
  return /^\{\s*"/.test(text) && /\}\s*$/.test(text) && /"(?:alg|typ|enc|kid|cty)"/.test(text);
}
