import { objectAt, textsAt } from "../json-shape.ts";
import { createVaultApi, type VaultApi, type VaultApiOptions } from "./api.ts";
import type { Call } from "./call.ts";
import type { VaultClient } from "./client.ts";
import { createMetadataCalls } from "./metadata.ts";
import { createMountKinds, rememberMounts, type KnownMounts } from "./mount-kinds.ts";
import { createPatch } from "./patch.ts";
import { createSecretCalls } from "./secrets.ts";
import { createTokenOperations } from "./tokens.ts";
import { createVersionCalls } from "./versions.ts";
import { createWrapping } from "./wrapping.ts";

export interface VaultClientOptions extends VaultApiOptions {
  /** Shared by the clients of one session, so that not each asks anew what engine a mount is. */
  readonly knownMounts?: KnownMounts;
}

function capabilities(api: VaultApi): VaultClient["capabilities"] {
  return async (paths, options) => {
    const call: Call = {
      method: "POST",
      path: "sys/capabilities-self",
      body: { paths },
      action: "other",
      shown: "sys/capabilities-self",
      right: "update",
    };
    const data = objectAt(await api.must(call, options), "data");
    return new Map(paths.map((path) => [path, textsAt(data, path)]));
  };
}

/**
 * Vault's API in our types for one token at one server. Connects to nothing before the first call. Every failure is an
 * `ExpectedError` without token, header or body.
 */
export function createVaultClient(options: VaultClientOptions): VaultClient {
  const api = createVaultApi(options);
  const mounts = createMountKinds(api, options.knownMounts ?? rememberMounts(options.clock));
  const secrets = createSecretCalls(api, mounts);
  return {
    server: options.server,
    mounts: mounts.mounts,
    locate: mounts.locate,
    list: secrets.list,
    read: secrets.read,
    write: secrets.write,
    remove: secrets.remove,
    patch: createPatch(api, mounts, secrets),
    ...createVersionCalls(api, mounts),
    ...createMetadataCalls(api, mounts),
    capabilities: capabilities(api),
    tokens: createTokenOperations(api),
    wrapping: createWrapping(options, api, mounts),
  };
}
