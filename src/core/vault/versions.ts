import type { VaultApi } from "./api.ts";
import type { CallOptions, VaultClient } from "./client.ts";
import { kvCall, kvPath } from "./kv-calls.ts";
import type { MountKinds } from "./mount-kinds.ts";
import { parseHistory } from "./replies/history.ts";
import { noVersions } from "./secrets.ts";
import type { SecretPath } from "./types.ts";

/** What only KV v2 has, and removing a secret for good, which every engine has. */
export type VersionCalls = Pick<VaultClient, "versions" | "undelete" | "destroy" | "writeCustomMetadata">;

export function createVersionCalls(api: VaultApi, mounts: MountKinds): VersionCalls {
  async function post(
    at: SecretPath,
    area: "undelete" | "destroy",
    versions: readonly number[],
    options: CallOptions,
  ): Promise<void> {
    const kind = await mounts.kindOf(at, options);
    if (kind !== "kv-2") throw noVersions(at);
    const action = area === "destroy" ? "delete" : "write";
    const path = kvPath(at, kind, area);
    await api.must(kvCall(at, { method: "POST", path, body: { versions }, action, right: "update" }), options);
  }

  return {
    versions: async (at, options) => {
      const kind = await mounts.kindOf(at, options);
      if (kind !== "kv-2") throw noVersions(at);
      const path = kvPath(at, kind, "metadata");
      const body = await api.must(kvCall(at, { method: "GET", path, action: "read", right: "read" }), options);
      return parseHistory(body, at, api.server);
    },
    writeCustomMetadata: async (at, custom, options) => {
      const kind = await mounts.kindOf(at, options);
      if (kind !== "kv-2") throw noVersions(at);
      const body = { custom_metadata: Object.fromEntries(custom) };
      const path = kvPath(at, kind, "metadata");
      await api.must(kvCall(at, { method: "POST", path, body, action: "write", right: "update" }), options);
    },
    undelete: (at, versions, options) => post(at, "undelete", versions, options),
    destroy: async (at, versions, options) => {
      if (versions !== "all") {
        await post(at, "destroy", versions, options);
        return;
      }
      const path = kvPath(at, await mounts.kindOf(at, options), "metadata");
      await api.must(kvCall(at, { method: "DELETE", path, action: "delete", right: "delete" }), options);
    },
  };
}
