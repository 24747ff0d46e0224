import { type Disposable, l10n } from "vscode";
import { registerCommand } from "../../register-command.ts";
import type { Services } from "../../services.ts";
import { meantFor } from "../choose.ts";
import { fullPath, type Place } from "../place.ts";
import { places } from "../selection.ts";
import { copyText } from "../../clipboard.ts";

/** The command *Copy Path*: `secret/shop/db`, one line per row. */
export function copyPathCommand(services: Services): Disposable {
  return registerCommand(services, "lockers.copyPath", async (...args) => {
    const rows = places(services.selection, args).filter((place) => place.kind !== "server");
    const chosen: readonly Exclude<Place, { kind: "server" }>[] =
      rows.length > 0 ? rows : await meantFor(services, l10n.t("Copy Path"), args);
    await copyText(chosen.map(({ at }) => fullPath(at)).join("\n"));
  });
}
