import { toHex } from "../crypto/bytes.ts";
import type { Random } from "../ports.ts";
import type { VaultReply } from "../transport/transport.ts";
import type { Json, JsonObject } from "./note.ts";

/** What a backend makes of a request, before it is put into Vault's envelope. */
export interface Outcome {
  readonly status: number;
  /** `errors`: `{errors}` · `envelope`: Vault's usual answer · `bare`: the body as it is · `empty`: no body. */
  readonly form: "errors" | "envelope" | "bare" | "empty";
  readonly errors?: readonly string[];
  readonly data?: JsonObject | null;
  readonly auth?: JsonObject;
  readonly wrapInfo?: JsonObject;
  readonly warnings?: readonly string[];
  readonly leaseDuration?: number;
  /** The fields of `data` stand at the top as well, as the old endpoints of sys/ have it. */
  readonly doubled?: boolean;
}

/** Leaves a handler early with an error reply. Thrown before anything was changed: what was spent stays spent. */
export class Refusal extends Error {
  override readonly name = "Refusal";
  readonly outcome: Outcome;

  constructor(status: number, errors: readonly string[]) {
    super(errors.join("; "));
    this.outcome = { status, form: "errors", errors };
  }
}

/** Errors of a backend come wrapped in the servers' list format, those of a handler plain. */
export function listed(error: string): readonly string[] {
  return [`1 error occurred:\n\t* ${error}\n\n`];
}

export const EMPTY: Outcome = { status: 204, form: "empty" };
export const NOT_FOUND: Outcome = { status: 404, form: "errors", errors: [] };

/** Nobody, a wrong token, a token that ended: all the same answer. */
export function noToken(): Refusal {
  return new Refusal(403, ["permission denied"]);
}

/** A living token without the right. */
export function denied(): Refusal {
  return new Refusal(403, listed("permission denied"));
}

export function unsupported(): Refusal {
  return new Refusal(405, listed("unsupported operation"));
}

export function ok(data: JsonObject | null, more: Partial<Outcome> = {}): Outcome {
  return { status: 200, form: "envelope", data, ...more };
}

/** Adds warnings where there are some. */
export function withWarnings(outcome: Outcome, warnings: readonly string[]): Outcome {
  return warnings.length === 0 || outcome.form !== "envelope" ? outcome : { ...outcome, warnings };
}

/** The envelope of every ordinary answer. */
export function envelope(outcome: Outcome, random: Random): JsonObject {
  const common = {
    request_id: uuid(random),
    lease_id: "",
    renewable: false,
    lease_duration: outcome.leaseDuration ?? 0,
    data: outcome.data ?? null,
    wrap_info: outcome.wrapInfo ?? null,
    warnings: outcome.warnings ?? null,
    auth: outcome.auth ?? null,
  };
  return outcome.doubled === true && outcome.data ? { ...outcome.data, ...common } : common;
}

export function toReply(outcome: Outcome, random: Random): VaultReply {
  const headers = { "cache-control": "no-store", "content-type": "application/json" };
  return { status: outcome.status, body: bodyOf(outcome, random), headers };
}

function bodyOf(outcome: Outcome, random: Random): Json | undefined {
  switch (outcome.form) {
    case "empty":
      return undefined;
    case "errors":
      return { errors: outcome.errors ?? [] };
    case "bare":
      return outcome.data ?? null;
    case "envelope":
    default:
      return envelope(outcome, random);
  }
}

/** A random identifier in the form of a UUID. */
export function uuid(random: Random): string {
  const hex = toHex(random.bytes(16));
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}
