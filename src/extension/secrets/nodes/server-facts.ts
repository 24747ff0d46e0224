import type { ServerProfile } from "../../../core/connections/connections.ts";
import type { KnownTrouble } from "../../../core/servers/reach.ts";
import type { SessionState } from "../../servers/session-state.ts";

/** Everything a server's row shows. */
export interface ServerFacts {
  readonly profile: Pick<ServerProfile, "name" | "addresses">;
  readonly session: SessionState;
  readonly trouble: KnownTrouble | undefined;
}

/** True where the row has something below it. */
export function canOpen({ session }: Pick<ServerFacts, "session">): boolean {
  return session.kind === "signed-in";
}
