import type { Transport } from "../../src/core/transport/transport.ts";
import { createLocalTransport } from "../../src/core/transport/local-transport.ts";
import { serveLocalVault } from "../../src/node/serve/serve.ts";
import { newTestVault } from "../support/local-vault.ts";
import { startOpenBao } from "../support/openbao.ts";
import { transportTo } from "../support/vault-client.ts";

/** A server the contract of the client is held against. KV v2 at `secret/`, KV v1 at `kv1/`. */
export interface ServerUnderTest {
  readonly name: string;
  readonly transport: Transport;
  /** All rights. */
  readonly token: string;
  stop(): Promise<void>;
}

/** The local vault, as the core reaches it. */
export async function localVaultUnderTest(): Promise<ServerUnderTest> {
  const made = await newTestVault();
  const token = (await made.vault.ownerToken()).reveal();
  return { name: "local", transport: createLocalTransport(made.vault), token, stop: () => made.close() };
}

/** The local vault, as any Vault client reaches it. */
export async function servedVaultUnderTest(): Promise<ServerUnderTest> {
  const made = await newTestVault();
  const served = await serveLocalVault({ vault: made.vault });
  return {
    name: "served",
    transport: transportTo(served.address),
    token: served.token.reveal(),
    stop: async () => {
      await served.close();
      await made.close();
    },
  };
}

export async function openBaoUnderTest(): Promise<ServerUnderTest> {
  const bao = await startOpenBao();
  await bao.must("POST", "sys/mounts/kv1", { type: "kv", options: { version: "1" } });
  return { name: "egi", transport: transportTo(bao.address), token: bao.token, stop: () => bao.stop() };
}
