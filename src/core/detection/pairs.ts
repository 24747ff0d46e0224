import type { Span } from "./rule.ts";

/** A secret or an id that was found. */
interface Found extends Span {
  readonly rule: string;
  readonly assignedTo: string | undefined;
}

/** How far apart an id and its secret may stand, in UTF-16 units and in lines. */
const NEAR = 300;
const LINES = 4;

/** Rules of ids that are of use together with a secret, and whose secret that is: `client-id` belongs to a `client-secret`. */
const SECRETS_OF: readonly (readonly [id: RegExp, secret: RegExp])[] = [
  [/^aws-(?:older-)?access-key-id$/, /aws|secret|^generic-(?:key|secret)$/],
  [
    /^(?:alibaba-access-key-id|tencent-secret-id|volcengine-access-key|access-key-id)$/,
    /secret|^generic-(?:key|secret)$/,
  ],
  [/^twilio-account-sid$/, /^twilio-|^generic-(?:token|secret)$/],
  [/client-id$/, /client-secret|^generic-secret$/],
  [/(?:access|auth|application|app|key)-id$/, /secret|token|-key$/],
];
const NAMES_SECRET = /secret|token|pass|key$/i;

/**
 * Which of the found ones are ids that stand beside their secret.
 *
 * @param found in order of their places
 * @returns for the number of a secret the number of its id; each id belongs to one secret, the nearest
 */
export function pairsOf(text: string, found: readonly Found[]): ReadonlyMap<number, number> {
  const pairs = new Map<number, number>();
  for (const [number, id] of found.entries()) {
    const secretRule = SECRETS_OF.find(([rule]) => rule.test(id.rule))?.[1];
    if (secretRule === undefined) continue;
    const fits = (other: number): boolean => {
      const secret = found[other];
      return secret !== undefined && !pairs.has(other) && isSecretOf(text, id, secret, secretRule);
    };
    const secret = [number + 1, number - 1].find(fits);
    if (secret !== undefined) pairs.set(secret, number);
  }
  return pairs;
}

function isSecretOf(text: string, id: Found, secret: Found, rule: RegExp): boolean {
  if (secret.rule === id.rule || !rule.test(secret.rule) || SECRETS_OF.some(([ids]) => ids.test(secret.rule)))
    return false;
  if (secret.rule.startsWith("generic-") && !NAMES_SECRET.test(secret.assignedTo ?? "")) return false;
  const [from, to] = id.start < secret.start ? [id.end, secret.start] : [secret.end, id.start];
  return to - from <= NEAR && text.slice(from, to).split("\n").length <= LINES;
}
