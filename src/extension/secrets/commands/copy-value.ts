import { type Disposable, l10n } from "vscode";
import { ExpectedError } from "../../../core/errors.ts";
import { Disposables } from "../../disposables.ts";
import { registerCommand } from "../../register-command.ts";
import type { Services } from "../../services.ts";
import { chooseKey, meantFor } from "../choose.ts";
import { fullPath } from "../place.ts";

/** The commands *Copy Value* and *Clear Clipboard*. */
export function copyValueCommands(services: Services): Disposable {
  const owned = new Disposables();
  const title = l10n.t("Copy Value");
  owned.add(
    registerCommand(services, "lockers.copyValue", async (...args) => {
      const [place] = await meantFor(services, title, args);
      if (place === undefined) return;
      const { server, at, key } = await chooseKey(services, title, place);
      const client = await services.connections().client(server);
      const { fields } = await client.read(at, { audit: { who: "copy value", keys: [key] } });
      const field = fields.get(key);
      if (field === undefined) {
        throw new ExpectedError({ code: "key-not-found", server, path: fullPath(at), key, similar: undefined });
      }
      await services.clipboard.copy(field.value);
    }),
  );
  owned.add(registerCommand(services, "lockers.clearClipboard", async () => services.clipboard.clear()));
  return owned;
}
