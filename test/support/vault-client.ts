import type { AuditEvent, AuditPort } from "../../src/core/audit/audit.ts";
import { Secret } from "../../src/core/secrets/secret.ts";
import type { Transport } from "../../src/core/transport/transport.ts";
import type { CallOptions, VaultClient } from "../../src/core/vault/client.ts";
import { createVaultClient, type VaultClientOptions } from "../../src/core/vault/create-vault-client.ts";
import type { Field, SecretData, SecretObject } from "../../src/core/vault/types.ts";
import { createHttpsTransport } from "../../src/node/https/https-transport.ts";

export const realClock = { now: () => Date.now() };

/** Who asks, in tests. */
export const asTest: CallOptions = { audit: { who: "test" } };

export function rememberAudit(): AuditPort & { readonly events: AuditEvent[] } {
  const events: AuditEvent[] = [];
  return {
    events,
    record: async (event) => {
      events.push(event);
    },
  };
}

/** The transport of one address, as the hosts make it. */
export function transportTo(...addresses: readonly string[]): Transport {
  return createHttpsTransport({ profile: { name: "egi", addresses, caFile: undefined }, clock: realClock });
}

export interface ClientFor {
  readonly transport: Transport;
  readonly token?: string | undefined;
  readonly audit?: AuditPort;
  readonly limitedUse?: boolean;
  readonly server?: string;
  readonly replaceToken?: VaultClientOptions["replaceToken"];
}

export function clientFor(options: ClientFor): VaultClient {
  const { transport, token, audit = rememberAudit(), limitedUse = false, server = "egi", replaceToken } = options;
  return createVaultClient({
    server,
    transport,
    token: token === undefined ? undefined : Secret.of(token),
    audit,
    clock: realClock,
    limitedUse,
    ...(replaceToken === undefined ? {} : { replaceToken }),
  });
}

/** Text values as a write takes them. */
export function texts(object: Readonly<Record<string, string>>): SecretData {
  return new Map(Object.entries(object).map(([key, text]) => [key, textField(text)]));
}

function textField(text: string): Field {
  return { value: Secret.of(text), json: false };
}

/** JSON values as a write takes them. */
export function json(object: Readonly<Record<string, unknown>>): SecretData {
  return new Map(
    Object.entries(object).map(([key, value]) => [key, { value: Secret.of(JSON.stringify(value)), json: true }]),
  );
}

/** What a secret holds, in clear; JSON values are marked. */
export function shown(secret: SecretObject): Record<string, string> {
  return Object.fromEntries(
    [...secret.fields].map(([key, field]) => [key, field.json ? `json ${field.value.reveal()}` : field.value.reveal()]),
  );
}
