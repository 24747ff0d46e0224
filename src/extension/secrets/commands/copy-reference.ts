import { type Disposable, l10n } from "vscode";
import { formatReference } from "../../../core/references/reference.ts";
import { registerCommand } from "../../register-command.ts";
import type { Services } from "../../services.ts";
import { chooseKey, meantFor } from "../choose.ts";
import type { KeyPlace } from "../place.ts";
import { copyText } from "../../clipboard.ts";

/** The command *Copy Reference*: `vault://…`, one line per row. A secret asks for one of its keys. */
export function copyReferenceCommand(services: Services): Disposable {
  return registerCommand(services, "lockers.copyReference", async (...args) => {
    const title = l10n.t("Copy Reference");
    const lines: string[] = [];
    for (const place of await meantFor(services, title, args)) {
      lines.push(await referenceTo(services, await chooseKey(services, title, place)));
    }
    await copyText(lines.join("\n"));
  });
}

/** The reference to a value; what is in the person's home is written with `~`, so that it works for everyone of a team. */
export async function referenceTo(services: Services, { server, at, key }: KeyPlace): Promise<string> {
  const home = await services.connections().home(server);
  const inHome = home !== undefined && at.path.startsWith(`${home}/`);
  const path = (inHome ? at.path.slice(home.length + 1) : at.path).split("/");
  return formatReference({ server, mount: at.mount, home: inHome, path, key, version: undefined });
}
