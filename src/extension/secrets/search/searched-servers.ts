import { LOCAL } from "../../../core/connections/connections.ts";
import type { Services } from "../../services.ts";

/** A server of the search: what it must still be for what was listed of it to hold. */
export interface Searched {
  readonly server: string;
  /** Differs where the state, the session or the profile does. */
  readonly state: string;
  readonly is: "open" | "locked" | "signed-out";
}

/** The local vault, where there is one, then the servers in the person's order. Asks no server anything. */
export async function searchedServers(services: Services): Promise<readonly Searched[]> {
  const local = await services.localVault().state();
  const servers = await Promise.all(
    services
      .connections()
      .profiles()
      .map(async (profile): Promise<Searched> => {
        const session = await services.session(profile.name);
        const isIn = session.kind === "signed-in";
        const state = JSON.stringify([profile, isIn ? session.who : session.kind]);
        return { server: profile.name, state, is: isIn ? "open" : "signed-out" };
      }),
  );
  if (local === "absent") return servers;
  return [{ server: LOCAL, state: local, is: local }, ...servers];
}
