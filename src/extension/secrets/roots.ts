import { createNewest } from "../../core/async/newest.ts";
import type { TreeNode } from "./node.ts";
import { brokenServerNode } from "./nodes/broken-server-node.ts";
import { localVaultNode } from "./nodes/local-vault-node.ts";
import { serverNode } from "./nodes/server-node.ts";
import { brokenServers } from "../servers/stored-profiles.ts";
import type { TreeContext } from "./tree-context.ts";
import { setContext } from "../context-keys.ts";

/**
 * The first level: the local vault, then servers as they were added. Empty while there is neither, so that the welcome
 * view shows. Asks no server anything. Where a row stands for another session, state or profile than the last time,
 * what was read below it is dropped.
 */
export function roots(context: TreeContext): () => Promise<readonly TreeNode[]> {
  const { services } = context;
  const before = new Map<string, string>();
  const begin = createNewest();
  const dropChanged = (row: TreeNode, state: unknown): void => {
    const now = JSON.stringify(state);
    const server = row.place?.server ?? "";
    const then = before.get(server);
    before.set(server, now);
    if (then !== undefined && then !== now) context.drop(server);
  };
  return async () => {
    const isNewest = begin();
    const profiles = services.connections().profiles();
    const [state, sessions] = await Promise.all([
      services.localVault().state(),
      Promise.all(profiles.map(async ({ name }) => services.session(name))),
    ]);
    await Promise.all([setContext("lockers.localVault", state), setContext("lockers.anyServer", profiles.length > 0)]);
    services.changes.tell({ kind: "shown" });
    const broken = brokenServers(services).map(brokenServerNode);
    if (state === "absent" && profiles.length === 0) return broken;
    const local = localVaultNode(context, state);
    const isNow = isNewest(); // an older reading tells of a session before this one
    if (isNow) dropChanged(local, state);
    const servers = profiles.map((profile, index) => {
      const session = sessions[index] ?? { kind: "signed-out" };
      const row = serverNode(context, profile, session);
      if (isNow) dropChanged(row, [profile, session.kind, session.kind === "signed-in" ? session.who : undefined]);
      return row;
    });
    return [local, ...servers, ...broken];
  };
}
