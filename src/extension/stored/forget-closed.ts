import type { Disposable } from "vscode";
import { createNewest } from "../../core/async/newest.ts";
import type { KnownValues } from "../../core/stored/known-values.ts";
import { searchedServers } from "../secrets/search/searched-servers.ts";
import type { Services } from "../services.ts";

/**
 * Forgets what is known of a server as soon as the person cannot read it any more, or is somebody else there: locked,
 * signed out, removed, changed, restored from a backup.
 */
export function forgetClosed(services: Services, known: KnownValues): Disposable {
  let states = new Map<string, string>();
  const begin = createNewest();

  async function look(): Promise<void> {
    const isNewest = begin();
    const servers = await searchedServers(services);
    if (!isNewest()) return;
    const now = new Map(servers.filter(({ is }) => is === "open").map(({ server, state }) => [server, state]));
    for (const server of known.servers()) {
      const before = states.get(server);
      const isSame = now.has(server) && (before === undefined || before === now.get(server));
      if (!isSame) known.forget(server);
    }
    states = now;
  }

  return services.changes.on((change) => {
    if (change.kind === "secrets" && change.at === undefined) known.forget(change.server);
    if (known.size === 0 || (change.kind !== "servers" && change.kind !== "local-vault")) return;
    look().catch((error: unknown) => services.log.problem("known values", error));
  });
}
