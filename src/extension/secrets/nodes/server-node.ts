import type { ServerProfile } from "../../../core/connections/connections.ts";
import type { SessionState } from "../../servers/session-state.ts";
import { naturalOrder } from "../natural-order.ts";
import type { TreeNode } from "../node.ts";
import { placeId } from "../place.ts";
import type { TreeContext } from "../tree-context.ts";
import { homeNode } from "./home-node.ts";
import { mountNode } from "./folder-node.ts";
import { canOpen, type ServerFacts } from "./server-facts.ts";
import { serverItem } from "./server-look.ts";

/** A server, with its session as it was when the root was read. */
export function serverNode(context: TreeContext, profile: ServerProfile, session: SessionState): TreeNode {
  const { services } = context;
  const place = { kind: "server", server: profile.name } as const;
  const facts: ServerFacts = { profile, session, trouble: services.reach().trouble(profile.name) };
  // VS Code opens a row by itself when it gets children under the id it had without: under the click that was to open
  // it. So a row that can be opened is another one.
  const id = canOpen(facts) ? placeId(place) : `${placeId(place)}:closed`;
  const self: TreeNode = {
    id,
    parent: undefined,
    place,
    children: async (signal) => {
      if (!canOpen(facts)) return [];
      return services.reach().use(profile, async () => mountsOf(context, self, profile.name, signal));
    },
    item: () => Object.assign(serverItem(facts, services.clock.now()), { id }),
  };
  return self;
}

/** What is below a server: the person's home, then the mounts by name. Throws what the connection throws. */
export async function mountsOf(
  context: TreeContext,
  parent: TreeNode,
  server: string,
  signal: AbortSignal,
): Promise<readonly TreeNode[]> {
  const { services } = context;
  const client = await services.connections().client(server, signal);
  const all = await client.mounts({ signal, audit: { who: "tree" } });
  const mounts = all.filter(({ kind }) => kind !== "cubbyhole").toSorted((a, b) => naturalOrder(a.mount, b.mount));
  const home = await services.connections().home(server);
  return [
    ...(home === undefined ? [] : mounts.map((mount) => homeNode(context, parent, mount, home))),
    ...mounts.map((mount) => mountNode(context, parent, server, mount)),
  ];
}
