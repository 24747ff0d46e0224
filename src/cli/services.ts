import type { AuditContext } from "../core/audit/audit.ts";
import type { Connections, ServerProfile } from "../core/connections/connections.ts";
import type { LockerParts } from "../core/lockers/locker-parts.ts";
import type { Sessions } from "../core/sessions/sessions.ts";
import type { Places } from "../node/places.ts";
import type { DemandedVault } from "./unlock-on-demand.ts";

/** What commands work with, built once per process by `compose.ts`. */
export interface Services {
  readonly places: Places & { readonly servers: string };
  /** Asks for the passphrase when it is first needed. */
  readonly localVault: DemandedVault;
  readonly connections: Connections;
  readonly sessions: Sessions;
  /** The ledger forgets where there is no vault to keep it, or only a locked one. */
  readonly lockers: LockerParts;
  /** `--server`, else `LOCKERS_SERVER`, else the server of `LOCKERS_ADDR` or `VAULT_ADDR`, else `local`. */
  readonly server: string;
  /** Servers of `servers.json`, without those of the environment. */
  readonly ownServers: readonly ServerProfile[];
  /** Who asks, for the access log: `cli get`. */
  readonly audit: (why?: string, keys?: readonly string[]) => AuditContext;
  readonly close: () => Promise<void>;
}
