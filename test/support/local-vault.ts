import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { LocalVaultKeeper } from "../../src/core/local-vault/local-vault.ts";
import { Secret } from "../../src/core/secrets/secret.ts";
import type { Method, VaultReply } from "../../src/core/transport/transport.ts";
import { openLocalVault } from "../../src/node/local-vault/in-process.ts";
import type { LocalVaultParts } from "../../src/node/local-vault/vault-holder.ts";

/** A cost that makes scrypt take under a millisecond. */
export const CHEAP = { N: 16, r: 1, p: 1 };

export const PASSPHRASE = Secret.of("correct horse battery staple");

/** A folder of its own under the system's temporary folder, and how to remove it. */
export function temporaryFolder(): { readonly path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), "lockers-test-"));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/** A clock that stands until it is moved. */
export function stillClock(start = Date.UTC(2026, 10, 25, 12)): { now(): number; pass(seconds: number): void } {
  let now = start;
  return {
    now: () => now,
    pass: (seconds) => {
      now += seconds * 1000;
    },
  };
}

export interface TestVault {
  readonly vault: LocalVaultKeeper;
  readonly file: string;
  /** Sends with the owner's token, or the one given; null sends none. */
  readonly send: (method: Method, path: string, options?: SendOptions) => Promise<VaultReply>;
  readonly close: () => Promise<void>;
}

interface SendOptions {
  readonly body?: unknown;
  readonly token?: string | null;
  readonly query?: Readonly<Record<string, string>>;
  readonly wrapTtl?: string;
}

/** A new open vault in a folder of its own. */
export async function newTestVault(parts: Partial<LocalVaultParts> = {}): Promise<TestVault> {
  const folder = temporaryFolder();
  const file = parts.file ?? join(folder.path, "home", "vault.db");
  const vault = openLocalVault({ cost: CHEAP, ...parts, file });
  await vault.create({ kind: "passphrase", passphrase: PASSPHRASE });
  const owner = await vault.ownerToken();
  return {
    vault,
    file,
    send: (method, path, { token, ...options } = {}) => {
      const presented = token === undefined ? owner : token === null ? undefined : Secret.of(token);
      return vault.request({ method, path, token: presented, ...options });
    },
    close: async () => {
      await vault.close();
      folder.remove();
    },
  };
}
