import type { AuditPort } from "../audit/audit.ts";
import type { ServerProfile } from "../connections/connections.ts";
import { ExpectedError } from "../errors.ts";
import type { Clock } from "../ports.ts";
import type { Secret } from "../secrets/secret.ts";
import type { Transport } from "../transport/transport.ts";
import { createVaultApi, type VaultApi } from "../vault/api.ts";
import type { Call } from "../vault/call.ts";
import type { CallOptions } from "../vault/client.ts";
import { reasonsOf } from "../vault/reasons.ts";
import { createUnwrapping } from "../vault/wrapping.ts";
import { asksSecondFactor } from "./credential-calls.ts";

export interface LoginOptions {
  readonly transportFor: (profile: ServerProfile) => Transport;
  readonly audit: AuditPort;
  readonly clock: Clock;
}

/** The API of a profile's server with a token, or with none. */
export function apiOf(
  { transportFor, audit, clock }: LoginOptions,
  profile: ServerProfile,
  held?: { readonly token: Secret; readonly accessor?: string },
): VaultApi {
  const { name: server, namespace } = profile;
  const { token, accessor } = held ?? { token: undefined };
  return createVaultApi({ server, transport: transportFor(profile), token, namespace, audit, clock, accessor });
}

/** The error where a server does not take what was proved. */
export function sessionRefused(server: string, reason: string, cause?: unknown): ExpectedError {
  return new ExpectedError({ code: "session-refused", server, reason }, { cause });
}

/** Makes a login and gives its body. Throws `session-refused` with the server's reason. */
export async function logIn(
  parts: LoginOptions,
  profile: ServerProfile,
  call: Call,
  options: CallOptions,
): Promise<unknown> {
  const { name: server } = profile;
  const api = apiOf(parts, profile);
  const reply = await api.ask(call, options);
  if (reply.status === 200) {
    if (!asksSecondFactor(reply.body)) return reply.body;
    throw sessionRefused(server, "it asks for a second factor, which Lockers cannot give");
  }
  if (reply.status !== 400 && reply.status !== 403) throw await api.refused(reply, call, options);
  throw sessionRefused(server, reasonsOf(reply.body, call.body, undefined)[0] ?? `status ${reply.status}`);
}

/** Where a server makes secret ids of AppRole; a wrapping token made elsewhere was swapped. */
function makesSecretIds(path: string): boolean {
  return /^auth\/.+\/role\/[^/]+\/(?:custom-)?secret-id$/u.test(path);
}

/** The secret id a wrapping token keeps. Throws `wrapping-refused`, `session-refused`. */
export async function unwrapSecretId(
  { transportFor, audit, clock }: LoginOptions,
  profile: ServerProfile,
  token: Secret,
  options: CallOptions,
): Promise<Secret> {
  const { name: server, namespace } = profile;
  const unwrapping = createUnwrapping({
    server,
    transport: transportFor(profile),
    token: undefined,
    namespace,
    audit,
    clock,
  });
  const found = await unwrapping.unwrap(token, { ...options, madeAt: makesSecretIds });
  const secretId = found.kind === "data" ? found.fields.get("secret_id")?.value : undefined;
  if (secretId === undefined) throw sessionRefused(server, "the wrapping token holds no secret id");
  return secretId;
}
