import { basename } from "node:path";
import { l10n, ProgressLocation, window } from "vscode";
import { ExpectedError } from "../../core/errors.ts";
import type { Services } from "../services.ts";
import { askNewPassphrase } from "./ask-new-passphrase.ts";
import { counted } from "./counted.ts";
import { openLocalVault } from "./open-local-vault.ts";
import { showFileButton } from "./show-file-button.ts";

/** *Back Up Vault…*: everything but tokens in one file, under a passphrase of its own. Throws `vault-absent`, `cancelled`, and what `backUp` throws. */
export async function backUpVault(services: Services): Promise<void> {
  const vault = services.localVault();
  if ((await vault.state()) === "absent") throw new ExpectedError({ code: "vault-absent" });
  await openLocalVault(services);
  const title = l10n.t("Back Up Vault");
  // The dialog itself asks before it takes a name that is there.
  const file = await services.ask.file({ kind: "save", title, name: nameFor(services.clock.now()) });
  if (file === undefined) throw new ExpectedError({ code: "cancelled" });
  const prompt = l10n.t("Opens this backup, and nothing else does");
  const passphrase = await askNewPassphrase(services.ask, { title, prompt });
  const counts = await window.withProgress({ location: ProgressLocation.Window, title }, async () =>
    vault.backUp({ file, passphrase, replace: true, audit: { who: "backup" } }),
  );
  const what = counted.secrets(counts.secrets);
  const text =
    counts.lockers === 0
      ? l10n.t("Backed up {0} to {1}.", what, basename(file))
      : l10n.t("Backed up {0} and {1} to {2}.", what, counted.lockers(counts.lockers), basename(file));
  await showFileButton(services, text, file);
}

function nameFor(now: number): string {
  return `lockers-${new Date(now).toISOString().slice(0, 10)}.backup`;
}
