import { parseArgs } from "node:util";
import type { Arguments, Command, OptionSpec } from "./command.ts";
import { FORMATS, isFormat, type Format } from "./output.ts";

/** The command line was not understood: exit status 64. The text never repeats a value, which may be a secret. */
export class UsageError extends Error {
  override readonly name = "UsageError";
  /** The command it is about, for the hint; undefined = `lockers` itself. */
  readonly command: string | undefined;

  constructor(text: string, command?: string) {
    super(text);
    this.command = command;
  }
}

/** Options that every command has. */
export const COMMON_OPTIONS = {
  server: {
    type: "string",
    value: "NAME",
    help: "the server; else LOCKERS_SERVER, LOCKERS_ADDR, VAULT_ADDR, local",
    completes: "server",
  },
  format: { type: "string", value: "FORMAT", help: "text, json, yaml or env", completes: FORMATS },
  help: { type: "boolean", short: "h", help: "this text" },
} as const satisfies Record<string, OptionSpec>;

type Value = string | true;

/** Parses what follows the command's name. Throws `UsageError`. */
export function parseArguments(command: Command, args: readonly string[]): Arguments {
  const table: Readonly<Record<string, OptionSpec>> = { ...COMMON_OPTIONS, ...command.options };
  const config = Object.fromEntries(
    Object.entries(table).map(([name, { type, short }]) => [name, { type, ...(short === undefined ? {} : { short }) }]),
  );
  const { tokens } = parseArgs({ args: [...args], options: config, strict: false, tokens: true });
  const given = new Map<string, Value[]>();
  const positionals: string[] = [];
  const rest: string[] = [];
  let words = positionals;
  for (const token of tokens) {
    if (token.kind === "option-terminator") words = command.startsProgram === true ? rest : positionals;
    else if (token.kind === "positional") words.push(token.value);
    else add(given, token.name, checked(command.name, table[token.name], token));
  }
  const parsed = reader(command.name, given, { positionals, rest });
  if (!parsed.flag("help")) checkCount(command, positionals.length);
  return parsed;
}

function add(given: Map<string, Value[]>, name: string, value: Value): void {
  given.set(name, [...(given.get(name) ?? []), value]);
}

function checked(
  command: string,
  spec: OptionSpec | undefined,
  token: { readonly rawName: string; readonly value?: string | undefined; readonly inlineValue?: boolean | undefined },
): Value {
  if (spec === undefined) throw new UsageError(`${token.rawName} is not an option of lockers ${command}.`, command);
  if (spec.type === "boolean") {
    if (token.value !== undefined) throw new UsageError(`${token.rawName} takes no value.`, command);
    return true;
  }
  const { value } = token;
  const swallowed = token.inlineValue !== true && value !== "-" && value?.startsWith("-") === true;
  if (value === undefined || swallowed) throw new UsageError(`${token.rawName} needs a value.`, command);
  return value;
}

function reader(
  command: string,
  given: ReadonlyMap<string, readonly Value[]>,
  words: Pick<Arguments, "positionals" | "rest">,
): Arguments {
  const texts = (name: string): string[] => (given.get(name) ?? []).filter((value) => value !== true);
  return {
    ...words,
    flag: (name) => given.has(name),
    texts,
    text: (name) => texts(name).at(-1),
    count(name, least = 0) {
      const text = texts(name).at(-1);
      if (text === undefined) return undefined;
      const number = /^\d{1,15}$/u.test(text) ? Number(text) : -1;
      if (number < least) throw new UsageError(`--${name} takes a whole number from ${least}.`, command);
      return number;
    },
  };
}

function checkCount({ name, takes: [least, most] }: Command, found: number): void {
  if (found < least)
    throw new UsageError(`lockers ${name} needs ${least === 1 ? "an argument" : `${least} arguments`}.`, name);
  if (found > most) {
    throw new UsageError(
      `lockers ${name} takes ${most === 0 ? "no arguments" : `at most ${most}`}, not ${found}.`,
      name,
    );
  }
}

/** The format asked for, `text` where none was or where the command has formats of its own. Throws `UsageError`. */
export function formatOption(command: Command, args: Arguments): Format {
  const text = args.text("format") ?? "text";
  const known = command.ownFormats ?? FORMATS;
  if (!known.includes(text)) throw new UsageError(`--format takes ${known.join(", ")}.`, command.name);
  return isFormat(text) ? text : "text";
}
