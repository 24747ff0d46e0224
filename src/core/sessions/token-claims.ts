import type { Claims } from "../connections/home.ts";
import { isObject } from "../json-shape.ts";

const LONGEST = 256;
/** About the token, not about the person. */
const TECHNICAL: ReadonlySet<string> = new Set([
  "iss",
  "aud",
  "azp",
  "nonce",
  "at_hash",
  "c_hash",
  "s_hash",
  "sid",
  "jti",
  "typ",
  "acr",
  "auth_time",
  "scope",
  "session_state",
  "client_id",
]);

/** Claims about the person that are texts, for display and for the home. Never for a decision: nobody checks them again. */
export function personClaims(claims: unknown): Claims {
  if (!isObject(claims)) return {};
  return Object.fromEntries(
    Object.entries(claims).flatMap(([name, value]) =>
      typeof value === "string" && value.length <= LONGEST && !TECHNICAL.has(name) ? [[name, value]] : [],
    ),
  );
}

/** The claims of an access token that is a JWT (RFC 7519, 3.1); empty for any other. */
export function accessTokenClaims(token: string): Claims {
  const payload = token.split(".")[1] ?? "";
  try {
    const bytes = Uint8Array.from(
      atob(payload.replaceAll("-", "+").replaceAll("_", "/")),
      (byte) => byte.codePointAt(0) ?? 0,
    );
    return personClaims(JSON.parse(new TextDecoder().decode(bytes)));
  } catch {
    // Opaque tokens say nothing, which is their right.
    return {};
  }
}
