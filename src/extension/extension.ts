import type { ExtensionContext } from "vscode";
import { compose } from "./compose.ts";
import { feature } from "./feature.ts";
import { secretsInCode } from "./findings/secrets-in-code.ts";
import { lockers } from "./lockers/lockers-feature.ts";
import { secretCommands } from "./secrets/secret-commands.ts";
import { secretsView } from "./secrets/secrets-view.ts";
import { logCommand } from "./show-log.ts";

/** The table of contents. Synchronous: nothing is read, connected or created before a view is shown or a command run. */
export function activate(context: ExtensionContext): void {
  const services = compose(context);
  context.subscriptions.push(
    services,
    feature(services, "secrets view", secretsView),
    feature(services, "secrets in code", secretsInCode),
    feature(services, "lockers", lockers),
    feature(services, "secret commands", secretCommands),
    feature(services, "log", logCommand),
  );
}
