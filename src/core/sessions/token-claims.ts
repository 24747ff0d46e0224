import type { Claims } from "../connections/home.ts";
import { isObject, numberAt } from "../json-shape.ts";

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

/** The payload of a JWT (RFC 7519, 3.1); undefined for any other text. */
function payloadOf(token: string): unknown {
  const payload = token.split(".")[1] ?? "";
  try {
    const bytes = Uint8Array.from(
      atob(payload.replaceAll("-", "+").replaceAll("_", "/")),
      (byte) => byte.codePointAt(0) ?? 0,
    );
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    // Opaque tokens say nothing, which is their right.
    return undefined;
  }
}

/** The claims of an access token that is a JWT; empty for any other. */
export function accessTokenClaims(token: string): Claims {
  return personClaims(payloadOf(token));
}

/** When a token that is a JWT ends, in milliseconds since the epoch; undefined where it does not say. */
export function accessTokenEnd(token: string): number | undefined {
  const payload = payloadOf(token);
  const seconds = isObject(payload) ? numberAt(payload, "exp") : undefined;
  return seconds === undefined ? undefined : seconds * 1000;
}
