import type { Disposable } from "vscode";
import { Disposables } from "./disposables.ts";
import { feature } from "./feature.ts";
import { injection } from "./injection/injection-feature.ts";
import { localVaultCommands } from "./local-vault/local-vault-commands.ts";
import { lockers } from "./lockers/lockers-feature.ts";
import { secretCommands } from "./secrets/secret-commands.ts";
import { secretsView } from "./secrets/secrets-view.ts";
import { serverCommands } from "./servers/server-commands.ts";
import { accounts } from "./accounts/accounts.ts";
import type { Services } from "./services.ts";
import { logCommand } from "./show-log.ts";
import { statusBar } from "./status/status-bar.ts";

/** The table of contents: all that is not needed to look at open documents. */
const FEATURES: Readonly<Record<string, (services: Services) => Disposable>> = {
  "secrets view": secretsView,
  lockers,
  injection,
  "secret commands": secretCommands,
  "local vault commands": localVaultCommands,
  "server commands": serverCommands,
  "status bar": statusBar,
  accounts,
  log: logCommand,
};

/** Sets all of them up. One that fails is logged, and the others go on. */
export function allFeatures(services: Services): Disposable {
  const owned = new Disposables();
  for (const [name, setUp] of Object.entries(FEATURES)) owned.add(feature(services, name, setUp));
  return owned;
}
