import type { ServerProfile } from "../../core/connections/connections.ts";
import type { KnownTrouble } from "../../core/servers/reach.ts";
import type { Services } from "../services.ts";

/** Asks each address of a server again. Where something else is so than before, what is listed of it is read anew. */
export async function lookAgain(services: Services, profile: ServerProfile): Promise<KnownTrouble | undefined> {
  const reach = services.reach();
  const before = reach.trouble(profile.name);
  const after = await reach.look(profile);
  if (before?.kind !== after?.kind) services.changes.tell({ kind: "secrets", server: profile.name, at: undefined });
  return after;
}
