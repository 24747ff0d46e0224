import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { ExpectedError } from "../core/errors.ts";
import { Secret } from "../core/secrets/secret.ts";
import type { Io } from "./io.ts";

/** Where the local vault's passphrase comes from. */
export interface Passphrases {
  /** From `LOCKERS_LOCAL_PASSPHRASE`, else the file of `LOCKERS_LOCAL_PASSPHRASE_FILE` without its last line break; undefined where neither is set. Throws `bad-input` where it is empty. */
  given(): Promise<Secret | undefined>;
  readonly canAsk: boolean;
  /** Asks a person for the vault's passphrase. */
  ask(): Promise<Secret>;
  /** Asks for a new one, twice. Throws `bad-input` where they differ or are empty. */
  askNew(): Promise<Secret>;
}

interface Parts {
  readonly io: Io;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
}

export function passphrases({ io, env, cwd }: Parts): Passphrases {
  return {
    given: () => givenPassphrase("LOCKERS_LOCAL_PASSPHRASE", { env, cwd }),
    canAsk: io.canAsk,
    ask: () => io.askHidden("Passphrase of the local vault (not shown): "),
    askNew: () => {
      io.err("There is no local vault on this computer yet. A passphrase makes one; nothing else opens it again.\n");
      return askTwice(io, "New passphrase (not shown): ");
    },
  };
}

/** Asks a person for a new passphrase. Throws `bad-input` where it is empty or the two they type differ. */
export async function askTwice(io: Io, question: string): Promise<Secret> {
  const first = await io.askHidden(question);
  if (first.reveal() === "") throw new ExpectedError({ code: "bad-input", what: "passphrase", reason: "it is empty" });
  const second = await io.askHidden("Once more: ");
  if (first.equals(second)) return first;
  throw new ExpectedError({ code: "bad-input", what: "passphrase", reason: "the two are not the same" });
}

/** From the variable of that name, else from the file that the variable `NAME_FILE` names; undefined where neither is set. Throws `bad-input` where it is empty, `file-unreadable`. */
export async function givenPassphrase(
  variable: string,
  { env, cwd }: Pick<Parts, "env" | "cwd">,
): Promise<Secret | undefined> {
  const text = env[variable];
  if (text !== undefined) return Secret.of(filled(variable, text));
  const name = env[`${variable}_FILE`];
  if (name === undefined) return undefined;
  const file = resolve(cwd, filled(`${variable}_FILE`, name));
  return Secret.of(filled(file, withoutLineBreak(await contents(file))));
}

async function contents(file: string): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    throw new ExpectedError({ code: "file-unreadable", file }, { cause: error });
  }
}

/** An empty setting is a mistake (a variable that was not filled in), not a passphrase and not a missing one. */
function filled(what: string, text: string): string {
  if (text === "") throw new ExpectedError({ code: "bad-input", what, reason: "it is empty" });
  return text;
}

function withoutLineBreak(text: string): string {
  return text.replace(/\r?\n$/u, "");
}
