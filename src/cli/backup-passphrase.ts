import { ExpectedError, problemCode } from "../core/errors.ts";
import type { Secret } from "../core/secrets/secret.ts";
import type { CommandContext } from "./command.ts";
import { askTwice, givenPassphrase } from "./passphrase.ts";

const VARIABLE = "LOCKERS_BACKUP_PASSPHRASE";

/** For the help of commands that ask for it. */
export const BACKUP_PASSPHRASE_NOTE =
  "The backup's passphrase: LOCKERS_BACKUP_PASSPHRASE, the file of LOCKERS_BACKUP_PASSPHRASE_FILE, or a prompt.";

const TRIES = 3;

/** The passphrase for a new backup. Throws `bad-input`, also where it is not given and nobody can be asked. */
export async function newBackupPassphrase({ io, env, cwd }: CommandContext): Promise<Secret> {
  const given = await givenPassphrase(VARIABLE, { env, cwd });
  if (given !== undefined) return given;
  requireAsk(io.canAsk);
  io.err("The backup gets a passphrase of its own. Nothing else opens it.\n");
  return askTwice(io, "Passphrase of the backup (not shown): ");
}

/** Opens a backup with its passphrase: the one that is given, or one that a person types, in up to three tries. */
export async function withBackupPassphrase<T>(
  { io, env, cwd }: CommandContext,
  use: (passphrase: Secret) => Promise<T>,
): Promise<T> {
  const given = await givenPassphrase(VARIABLE, { env, cwd });
  if (given !== undefined) return use(given);
  requireAsk(io.canAsk);
  for (let left = TRIES - 1; ; left -= 1) {
    try {
      return await use(await io.askHidden("Passphrase of the backup (not shown): "));
    } catch (error) {
      if (problemCode(error) !== "backup-passphrase" || left === 0) throw error;
      io.err("That passphrase does not open the backup.\n");
    }
  }
}

function requireAsk(canAsk: boolean): void {
  if (canAsk) return;
  const reason = `it is not given and there is nobody to ask; set ${VARIABLE}_FILE or ${VARIABLE}`;
  throw new ExpectedError({ code: "bad-input", what: "passphrase of the backup", reason });
}
