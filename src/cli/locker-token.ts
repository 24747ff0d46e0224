import { openLocker, type OpenLocker } from "../core/lockers/open-locker.ts";
import { Secret } from "../core/secrets/secret.ts";
import { UsageError } from "./arguments.ts";
import type { Arguments, CommandContext, OptionSpec } from "./command.ts";
import { textOf } from "./object-input.ts";

/** Where a locker's token comes from: never from an argument, which every process on the machine can read. */
export const TOKEN_OPTION = {
  "token-env": { type: "string", value: "NAME", help: "the environment variable that holds the token" },
} as const satisfies Record<string, OptionSpec>;

/** The lines of help for it. */
export const TOKEN_NOTES: readonly string[] = [
  "The token comes from --token-env NAME, else FEDCLOUD_LOCKER_TOKEN, else standard input; a terminal is asked.",
];

/** Where the token is to be read, and whether that takes standard input. */
export interface TokenSource {
  readonly takesInput: boolean;
  /** The token, or undefined where standard input is empty or nobody can be asked. */
  read(): Promise<Secret | undefined>;
}

/** Finds the token's place; reads nothing yet. Throws `UsageError` where the variable named is not set. */
export function tokenSource({ env, io }: CommandContext, args: Arguments, command: string): TokenSource {
  const name = args.text("token-env");
  const named = name === undefined ? env["FEDCLOUD_LOCKER_TOKEN"] : env[name];
  const token = (named ?? "").trim();
  if (token !== "") return { takesInput: false, read: async () => Secret.of(token) };
  if (name !== undefined) throw new UsageError("The variable of --token-env is not set.", command);
  if (io.inIsTerminal) return { takesInput: false, read: () => io.askHidden("Locker token (not shown): ") };
  return {
    takesInput: true,
    async read() {
      const text = textOf(await io.readAll(), "standard input").trim();
      return text === "" ? undefined : Secret.of(text);
    },
  };
}

/** Takes the locker of the token in hand. Throws `UsageError` where there is no token. */
export async function lockerInHand(context: CommandContext, args: Arguments, command: string): Promise<OpenLocker> {
  const token = await tokenSource(context, args, command).read();
  if (token === undefined || token.reveal() === "") throw noToken(command);
  const { lockers, server } = await context.services();
  return openLocker(lockers, server, token);
}

/** The error for no token at all. */
export function noToken(command: string): UsageError {
  return new UsageError(
    "There is no locker token: name a variable with --token-env, or give it on standard input.",
    command,
  );
}
