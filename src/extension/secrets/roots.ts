import type { TreeNode } from "./node.ts";
import { localVaultNode } from "./nodes/local-vault-node.ts";
import { serverNode } from "./nodes/server-node.ts";
import type { TreeContext } from "./tree-context.ts";
import { setContext } from "../context-keys.ts";

/**
 * The first level: the local vault, then servers as they were added. Empty while there is neither, so that the welcome
 * view shows. Asks no server anything.
 */
export async function roots(context: TreeContext): Promise<readonly TreeNode[]> {
  const { services } = context;
  const profiles = services.connections().profiles();
  const [state, sessions] = await Promise.all([
    services.localVault().state(),
    Promise.all(profiles.map(async ({ name }) => services.session(name))),
  ]);
  await Promise.all([setContext("lockers.localVault", state), setContext("lockers.anyServer", profiles.length > 0)]);
  services.changes.tell({ kind: "shown" });
  if (state === "absent" && profiles.length === 0) return [];
  const servers = profiles.map((profile, index) =>
    serverNode(context, profile, sessions[index] ?? { kind: "signed-out" }),
  );
  return [localVaultNode(context, state), ...servers];
}
