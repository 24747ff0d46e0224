import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { ExpectedError } from "../../core/errors.ts";
import { printable } from "../../core/text/printable.ts";
import { BACKUP_PASSPHRASE_NOTE, newBackupPassphrase } from "../backup-passphrase.ts";
import type { Arguments, Command, CommandContext } from "../command.ts";
import { counted } from "../counted.ts";
import { EXIT } from "../exit-status.ts";

/** `lockers backup`: the local vault as one encrypted file. */
export const backup: Command = {
  name: "backup",
  summary: "Write the local vault into one file, encrypted under a passphrase of its own.",
  usage: ["backup FILE [--force]"],
  examples: [
    { line: "lockers backup vault.backup", note: "asks for a new passphrase, twice" },
    { line: "lockers backup --force /mnt/stick/vault.backup", note: "replaces the one that is there" },
  ],
  options: { force: { type: "boolean", help: "replace FILE where it is there" } },
  notes: [
    "The file holds secrets with their versions and metadata, mounts and the ledger of lockers: no token, no session,",
    "no access log. Others may go on writing meanwhile.",
    BACKUP_PASSPHRASE_NOTE,
  ],
  completes: "file",
  takes: [1, 1],
  run,
};

async function run(context: CommandContext, args: Arguments): Promise<number> {
  const { io, cwd } = context;
  const file = resolve(cwd, args.positionals[0] ?? "");
  const replace = args.flag("force");
  if (!replace && existsSync(file)) throw new ExpectedError({ code: "backup-exists", file });
  const { localVault, audit } = await context.services();
  if ((await localVault.state()) === "absent") throw new ExpectedError({ code: "vault-absent" });
  await localVault.openIfThere();
  const passphrase = await newBackupPassphrase(context);
  const { secrets, lockers } = await localVault.backUp({ file, passphrase, replace, audit: audit() });
  if (io.errIsTerminal) {
    const what = `${counted(secrets, "secret", "secrets")} and ${counted(lockers, "locker", "lockers")}`;
    io.err(`backed up ${what} to ${printable(file)}\n`);
  }
  return EXIT.ok;
}
