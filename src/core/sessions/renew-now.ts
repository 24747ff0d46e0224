import type { ServerProfile } from "../connections/connections.ts";
import type { Renewal } from "./renewal.ts";
import type { SessionKeeper } from "./session-keeper.ts";
import type { SessionLock } from "./session-lock.ts";
import type { Sessions } from "./sessions.ts";
import { factsOf } from "./stored-session.ts";

interface Parts {
  readonly profileOf: (server: string) => ServerProfile;
  readonly keeper: SessionKeeper;
  readonly lock: SessionLock;
  readonly renewal: Renewal;
}

/** Renews a session before it has to be (see `Sessions`). */
export function createRenewNow({ profileOf, keeper, lock, renewal }: Parts): Sessions["renew"] {
  return async (server, options) => {
    const profile = profileOf(server);
    const renewed = await lock.run(server, async () => {
      const session = await keeper.mustRead(profile);
      return renewal(profile, { ...session, vault: { ...session.vault, renewFrom: 0 } }, options);
    });
    return factsOf(renewed, server);
  };
}
