import type { Records } from "../ports.ts";
import { Secret } from "../secrets/secret.ts";

/** The locker's own token, or the parent's, with which its maker can end it without knowing the locker's. */
export type TokenRole = "locker" | "parent";

/** Tokens of lockers made here, apart from the ledger, so that one can be forgotten without the other. */
export interface LockerTokens {
  keep(id: string, role: TokenRole, token: Secret): Promise<void>;
  /** The token, or undefined where it was not kept. */
  find(id: string, role: TokenRole): Promise<Secret | undefined>;
  forget(id: string, role: TokenRole): Promise<void>;
}

/** Keeps tokens in encrypted notes, `Records` of the local vault. */
export function createLockerTokens(records: Records): LockerTokens {
  return {
    keep: (id, role, token) => records.write(name(id, role), token.reveal()),
    async find(id, role) {
      const note = await records.read(name(id, role));
      return typeof note === "string" ? Secret.of(note) : undefined;
    },
    forget: (id, role) => records.remove(name(id, role)),
  };
}

function name(id: string, role: TokenRole): string {
  return `${role}-tokens/${id}`;
}

/** SHA-256 of a token in hexadecimal: a locker token has 140 random bits or more, so this gives nothing away. */
export async function digestOf(token: Secret): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(token.reveal()));
  return hexOf(new Uint8Array(digest));
}

/** Two lower-case hexadecimal digits a byte. */
export function hexOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
