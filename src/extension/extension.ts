import type { ExtensionContext } from "vscode";
import { compose } from "./compose.ts";
import { feature } from "./feature.ts";
import { secretsInCode } from "./findings/secrets-in-code.ts";
import { injection } from "./injection/injection-feature.ts";
import { lockers } from "./lockers/lockers-feature.ts";
import { localVaultCommands } from "./local-vault/local-vault-commands.ts";
import { serverCommands } from "./servers/server-commands.ts";
import { statusBar } from "./status-bar.ts";
import { secretCommands } from "./secrets/secret-commands.ts";
import { secretsView } from "./secrets/secrets-view.ts";
import { logCommand } from "./show-log.ts";
import { type SuiteDoor, suiteDoor } from "./suite-door.ts";

// VS Code gives `deactivate` nothing to work with.
let atEnd: (() => Promise<void>) | undefined;

/** The table of contents. Synchronous: nothing is read, connected or created before a view is shown or a command run. */
export function activate(context: ExtensionContext): SuiteDoor | undefined {
  const services = compose(context);
  atEnd = async () => services.clipboard.clear();
  context.subscriptions.push(
    services,
    feature(services, "secrets view", secretsView),
    feature(services, "secrets in code", secretsInCode),
    feature(services, "lockers", lockers),
    feature(services, "injection", injection),
    feature(services, "secret commands", secretCommands),
    feature(services, "local vault commands", localVaultCommands),
    feature(services, "server commands", serverCommands),
    feature(services, "status bar", statusBar),
    feature(services, "log", logCommand),
  );
  return suiteDoor(context.extensionMode, services);
}

/** VS Code waits for this before it ends: the clipboard keeps no value of ours. */
export async function deactivate(): Promise<void> {
  await atEnd?.();
}
