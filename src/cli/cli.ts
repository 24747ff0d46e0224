import type { Clock } from "../core/ports.ts";
import { ExpectedError } from "../core/errors.ts";
import { formatOption, parseArguments, UsageError } from "./arguments.ts";
import type { Command, CommandContext } from "./command.ts";
import { EXIT, exitStatus } from "./exit-status.ts";
import { commandHelp, overview } from "./help.ts";
import { BrokenPipe, type Io } from "./io.ts";
import { describe } from "./messages.ts";
import type { Services } from "./services.ts";
import { printable } from "../core/text/printable.ts";
import { mostSimilar } from "../core/text/most-similar.ts";
import { VERSION } from "./version.ts";

type Commands = ReadonlyMap<string, () => Promise<Command>>;

interface Found {
  readonly name: string | undefined;
  readonly rest: readonly string[];
}

/** What the process gives to one run of the program. */
export interface Process {
  /** Every command by its name. */
  readonly commands: Commands;
  readonly io: Io;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** Builds the services for one command; called at most once. */
  compose(context: ServiceContext): Promise<Services>;
}

/** What `compose` has to know of the command. */
export type ServiceContext = Omit<CommandContext, "services"> & { readonly command: Command };

/** Runs `lockers ARGUMENTS…` and resolves to its exit status. Never throws: every problem is written to standard error. */
export async function runCli(args: readonly string[], process: Process): Promise<number> {
  try {
    return await dispatch(args, process);
  } catch (error) {
    return report(error, process);
  }
}

async function dispatch(args: readonly string[], process: Process): Promise<number> {
  const [first] = args;
  if (first === "--version" || first === "-V") return print(process.io, `lockers ${VERSION}\n`);
  const { name, rest } = findCommand(args, process.commands);
  if (name === undefined) return general(rest, process);
  const command = await process.commands.get(name)?.();
  if (command === undefined) throw unknownCommand(name, process.commands);
  const parsed = parseArguments(command, rest);
  if (parsed.flag("help")) return print(process.io, commandHelp(command));
  let services: Promise<Services> | undefined;
  const base: ServiceContext = {
    ...process,
    command,
    server: parsed.text("server"),
    format: formatOption(command, parsed),
  };
  try {
    return await command.run({ ...base, services: () => (services ??= process.compose(base)) }, parsed);
  } finally {
    await services?.then(
      (made) => made.close(),
      () => undefined, // the command has met this failure itself
    );
  }
}

async function print(io: Io, text: string): Promise<number> {
  await io.out(text);
  return EXIT.ok;
}

/** Takes the command's name, of one or two words, out of the arguments. Options may stand before it. */
function findCommand(args: readonly string[], commands: Commands): Found {
  const at = afterOptions(args);
  const first = args[at];
  if (first === undefined || first === "--") return { name: undefined, rest: args };
  const both = `${first} ${args[at + 1] ?? ""}`;
  const name = commands.has(both) ? both : first;
  return { name, rest: [...args.slice(0, at), ...args.slice(at + (name === both ? 2 : 1))] };
}

/** Index of the first argument that is neither an option nor an option's value. */
function afterOptions(args: readonly string[]): number {
  const [first] = args;
  if (first === undefined || first === "--" || !first.startsWith("-")) return 0;
  const taken = first === "--server" || first === "--format" ? 2 : 1;
  return Math.min(args.length, taken + afterOptions(args.slice(taken)));
}

async function general(options: readonly string[], { io, commands }: Process): Promise<number> {
  if (!options.includes("--help") && !options.includes("-h") && options.length > 0) {
    throw new UsageError("A command is missing.");
  }
  return print(io, overview(await Promise.all([...commands.values()].map((load) => load()))));
}

function unknownCommand(name: string, commands: Commands): UsageError {
  const group = [...commands.keys()].filter((known) => known.startsWith(`${name} `));
  if (group.length > 0)
    return new UsageError(`lockers ${name} needs one of: ${group.map(lastWord).join(", ")}.`, group[0]);
  const similar = mostSimilar(name, [...commands.keys()]);
  return new UsageError(
    `lockers has no command of that name.${similar === undefined ? "" : ` Did you mean "${similar}"?`}`,
  );
}

function lastWord(name: string): string {
  return name.slice(name.lastIndexOf(" ") + 1);
}

function report(error: unknown, { io, env, signal }: Process): number {
  if (error instanceof BrokenPipe) return EXIT.brokenPipe;
  if (error instanceof UsageError) {
    complain(io, error.message, `lockers ${error.command === undefined ? "" : `${error.command} `}--help`);
    return EXIT.usage;
  }
  if (error instanceof ExpectedError) {
    if (error.problem.code !== "cancelled") {
      const { text, hint } = describe(error.problem);
      complain(io, text, hint);
    }
    return exitStatus(error.problem);
  }
  if (signal.aborted) return EXIT.cancelled;
  complain(io, "Something unexpected happened.", "LOCKERS_DEBUG=1 shows where");
  if (env["LOCKERS_DEBUG"] === "1") io.err(`${whereOf(error)}\n`);
  return EXIT.bug;
}

/** Servers, files and arguments have their words in it: none of them may steer the terminal. */
function complain(io: Io, text: string, hint: string | undefined): void {
  const red = io.colour ? (word: string) => `\u001B[31m${word}\u001B[0m` : (word: string) => word;
  io.err(`lockers: ${red("error:")} ${printable(text)}\n${hint === undefined ? "" : `  hint: ${printable(hint)}\n`}`);
}

/** Name and places of an error, without its text, which may hold anything. */
function whereOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const places = (error.stack ?? "").split("\n").filter((line) => /^\s+at /u.test(line));
  return [error.name, ...places].map(printable).join("\n");
}
