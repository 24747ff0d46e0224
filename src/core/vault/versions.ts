import type { VaultApi } from "./api.ts";
import type { CallOptions, VaultClient } from "./client.ts";
import { kvCall, kvPath } from "./kv-calls.ts";
import type { MountKinds } from "./mount-kinds.ts";
import { noVersions } from "./secrets.ts";
import type { SecretPath } from "./types.ts";

/** Bringing versions back, which only KV v2 has, and removing a secret for good, which every engine has. */
export type VersionCalls = Pick<VaultClient, "undelete" | "destroy">;

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
