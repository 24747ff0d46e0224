import { basename } from "node:path";
import { l10n, ProgressLocation, window } from "vscode";
import { LOCAL } from "../../core/connections/connections.ts";
import type { Comparison, OnConflict } from "../../core/local-vault/backup/restore-items.ts";
import type { BackupFile } from "../../core/local-vault/local-vault.ts";
import { ExpectedError, problemCode } from "../../core/errors.ts";
import { Secret } from "../../core/secrets/secret.ts";
import { printable } from "../../core/text/printable.ts";
import type { Row } from "../ask.ts";
import { describe } from "../messages.ts";
import { plainText } from "../plain-text.ts";
import type { Services } from "../services.ts";
import { counted } from "./counted.ts";
import { createLocalVault } from "./create-local-vault.ts";
import { openLocalVault } from "./open-local-vault.ts";

const title = (): string => l10n.t("Restore Vault");

/**
 * *Restore Vault…*: shows how a backup differs from the vault, lets the person choose, and restores in one go. Makes the
 * vault where there is none, and only once the backup has been read to its end. Throws `cancelled`, and what `restore` throws.
 */
export async function restoreVault(services: Services): Promise<void> {
  const vault = services.localVault();
  if ((await vault.state()) === "locked") await openLocalVault(services);
  const file = await services.ask.file({ kind: "open", title: title() });
  if (file === undefined) throw new ExpectedError({ code: "cancelled" });
  const { passphrase, compared } = await openBackup(services, file);
  if (isEmpty(compared)) {
    const text = l10n.t("Everything in {0} is in the local vault already.", basename(file));
    await services.ask.toast({ level: "info", text });
    return;
  }
  const onConflict = await choose(services, compared);
  if ((await vault.state()) === "absent") await createLocalVault(services);
  const done = await window.withProgress({ location: ProgressLocation.Window, title: title() }, async () =>
    vault.restore({ file, passphrase, onConflict, audit: { who: "restore" } }),
  );
  services.changes.tell({ kind: "local-vault" });
  services.changes.tell({ kind: "secrets", server: LOCAL, at: undefined });
  services.changes.tell({ kind: "lockers" });
  await services.ask.toast({ level: "info", text: result(done, onConflict) });
}

interface Opened {
  readonly passphrase: Secret;
  readonly compared: Comparison;
}

/** Asks for the backup's passphrase until it opens; a wrong one is told in the field. */
async function openBackup(services: Services, file: string): Promise<Opened> {
  let opened: Opened | undefined;
  await services.ask.input({
    title: title(),
    placeholder: l10n.t("Passphrase of the backup"),
    prompt: l10n.t("Of {0}; it is not the one of the local vault, unless you chose the same", basename(file)),
    masked: true,
    accept: async (text) => {
      const backup: BackupFile = { file, passphrase: Secret.of(text) };
      try {
        opened = { passphrase: backup.passphrase, compared: await services.localVault().compareBackup(backup) };
        return undefined;
      } catch (error) {
        if (problemCode(error) !== "backup-passphrase") throw error;
        return describe({ code: "backup-passphrase", file: basename(file) }).text;
      }
    },
  });
  if (opened === undefined) throw new ExpectedError({ code: "cancelled" });
  return opened;
}

function isEmpty({ added, conflicts, lockers }: Comparison): boolean {
  return added.length + conflicts.length + lockers === 0;
}

type Choice = OnConflict | "show";

/** The counts, and what to do where the two differ. Throws `cancelled`. */
async function choose(services: Services, compared: Comparison): Promise<OnConflict> {
  for (;;) {
    const placeholder = counts(compared);
    const choice = await services.ask.pick({ title: title(), placeholder, rows: rowsFor(compared) });
    if (choice === undefined) throw new ExpectedError({ code: "cancelled" });
    if (choice !== "show") return choice;
    const names = compared.conflicts.map((path) => ({
      label: plainText(printable(path)),
      icon: "shield",
      value: path,
    }));
    await services.ask.pick({ title: l10n.t("Different in the Backup"), rows: names });
  }
}

function rowsFor({ conflicts }: Comparison): readonly Row<Choice>[] {
  if (conflicts.length === 0) return [{ label: l10n.t("Restore"), icon: "history", value: "keep" }];
  return [
    {
      label: l10n.t("Restore and Keep Mine"),
      description: l10n.t("what differs stays as it is here"),
      icon: "history",
      value: "keep",
    },
    {
      label: l10n.t("Restore and Take the Backup's"),
      description: l10n.t("as a new version; on KV v1 instead of mine"),
      icon: "warning",
      value: "replace",
    },
    {
      label: l10n.t("Show What Differs"),
      description: counted.secrets(conflicts.length),
      icon: "list-flat",
      value: "show",
    },
  ];
}

const number = (count: number): string => count.toLocaleString("en");

function counts({ added, same, conflicts, lockers }: Comparison): string {
  const text = l10n.t(
    "{0} added, {1} the same, {2} differ",
    number(added.length),
    number(same),
    number(conflicts.length),
  );
  return lockers === 0 ? text : `${text}, ${l10n.t("{0} in the ledger", counted.lockers(lockers))}`;
}

function result({ added, conflicts }: Comparison, onConflict: OnConflict): string {
  const restored = l10n.t("Restored {0}.", counted.secrets(added.length));
  if (conflicts.length === 0) return restored;
  const rest =
    onConflict === "keep"
      ? l10n.t("{0} that differ stayed as they were.", number(conflicts.length))
      : l10n.t("{0} that differed got a new version.", number(conflicts.length));
  return `${restored} ${rest}`;
}
