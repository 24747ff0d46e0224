import type { Disposable } from "vscode";
import { registerCommand } from "./register-command.ts";
import type { Services } from "./services.ts";

/** The command *Show Log*. */
export function logCommand(services: Services): Disposable {
  return registerCommand(services, "lockers.showLog", async () => {
    services.log.show();
  });
}
