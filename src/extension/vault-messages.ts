import { l10n } from "vscode";
import { command, plain, retry, showFile, unlock, type Words } from "./message-parts.ts";

const { t } = l10n;

type VaultCode =
  | "vault-absent"
  | "vault-exists"
  | "locked"
  | "wrong-passphrase"
  | "key-lost"
  | "slot-too-old"
  | "vault-damaged"
  | "vault-newer"
  | "vault-read-only"
  | "vault-full"
  | "vault-in-container"
  | "log-broken"
  | "backup-exists"
  | "backup-foreign"
  | "backup-newer"
  | "backup-damaged"
  | "backup-cut-off"
  | "backup-passphrase"
  | "restore-undecided";

/** The words for problems of the local vault as a whole, its keys, its file and its backups. */
export const VAULT_WORDS: Words<VaultCode> = {
  "vault-absent": () =>
    plain(t("There is no local vault yet."), command(t("Create Local Vault"), "lockers.createLocalVault")),
  "vault-exists": ({ file }) => plain(t("There is a local vault already, in {0}.", file), unlock()),
  locked: () => plain(t("The local vault is locked."), unlock()),
  "wrong-passphrase": () => plain(t("That passphrase does not open the local vault."), unlock()),
  "key-lost": () =>
    plain(
      t("VS Code no longer has its key of the local vault. It opens with the passphrase or the recovery key."),
      command(t("Enter Passphrase"), "lockers.unlockLocalVault"),
    ),
  "slot-too-old": ({ kind }) =>
    kind === "passphrase"
      ? plain(t("The passphrase was made by an earlier Lockers. Lock the vault and open it with it once."))
      : plain(t("The recovery key was made by an earlier Lockers. Lock the vault and open it with it once.")),
  "vault-damaged": ({ file, entries, copy }) =>
    entries === undefined
      ? plain(t("{0} is damaged. Nothing was changed in it.", file), showFile(file), retry())
      : plain(
          entries === 1
            ? t("{0} is damaged at 1 entry. A copy was kept; the rest is readable.", file)
            : t("{0} is damaged at {1} entries. A copy was kept; the rest is readable.", file, entries),
          showFile(copy ?? file),
          retry(),
        ),
  "vault-newer": ({ file }) => plain(t("{0} was written by a newer Lockers. Update to open it.", file), showFile(file)),
  "vault-read-only": ({ file }) => plain(t("{0} cannot be written.", file), showFile(file), retry()),
  "vault-full": ({ file }) => plain(t("The disk of {0} is full. Nothing was changed.", file), retry()),
  "vault-in-container": ({ file }) =>
    plain(t("{0} would vanish with this container. Set LOCKERS_HOME to a folder that is kept.", file)),
  "log-broken": ({ file, part }) =>
    plain(
      t("The access log does not fit together at part {0}: lines were changed or taken out.", part),
      showFile(file),
    ),
  "backup-exists": ({ file }) => plain(t("{0} is there already. Nothing was written.", file), retry()),
  "backup-foreign": ({ file }) => plain(t("{0} is not a backup of a local vault.", file), retry()),
  "backup-newer": ({ file }) => plain(t("{0} was written by a newer Lockers. Update to open it.", file)),
  "backup-damaged": ({ file }) => plain(t("{0} is damaged. Nothing was changed.", file), retry()),
  "backup-cut-off": ({ file }) => plain(t("{0} is not whole: its end is missing. Nothing was changed.", file), retry()),
  "backup-passphrase": ({ file }) => plain(t("That passphrase does not open {0}.", file), retry()),
  "restore-undecided": ({ conflicts }) =>
    plain(t("{0} secrets differ from the backup. Nothing was changed.", conflicts)),
};
