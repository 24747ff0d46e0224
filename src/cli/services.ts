import type { AuditContext } from "../core/audit/audit.ts";
import type { Connections } from "../core/connections/connections.ts";
import type { LocalVault } from "../core/local-vault/local-vault.ts";

/** What commands work with, built once per process by `compose.ts`. */
export interface Services {
  /** Asks for the passphrase when it is first needed. */
  readonly localVault: LocalVault;
  readonly connections: Connections;
  /** `--server`, else `LOCKERS_SERVER`, else the server of `LOCKERS_ADDR` or `VAULT_ADDR`, else `local`. Throws `unknown-server`. */
  readonly server: string;
  /** Who asks, for the access log: `cli get`. */
  readonly audit: (why?: string, keys?: readonly string[]) => AuditContext;
  readonly close: () => Promise<void>;
}
