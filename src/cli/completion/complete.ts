import { COMMON_OPTIONS } from "../arguments.ts";
import type { Command, OptionSpec } from "../command.ts";
import type { TypedLine } from "./command-line.ts";
import type { Candidate } from "./shells.ts";

/** What fits at the end of a command line. */
export interface Completion {
  readonly words: readonly Candidate[];
  /** Names of files fit as well. */
  readonly files: boolean;
}

/** What only the person's own servers and vaults know. */
export interface Known {
  servers(): Promise<readonly string[]>;
  /** Paths that begin like `typed`, on that server or on the one that is chosen by itself. */
  paths(typed: string, server: string | undefined): Promise<readonly string[]>;
}

export type CommandTable = ReadonlyMap<string, () => Promise<Command>>;

const NOTHING: Completion = { words: [], files: false };

function wordsOf(words: readonly string[]): Completion {
  return { words: words.map((word) => ({ word })), files: false };
}

type Options = Readonly<Record<string, OptionSpec>>;

interface Typed {
  readonly positionals: readonly string[];
  /** The option whose value is being typed. */
  readonly open: OptionSpec | undefined;
  readonly server: string | undefined;
  /** Behind `--`. */
  readonly program: boolean;
}

/** An option as it is typed: its name, and its value where it stands behind `=`. */
function optionOf(word: string): { readonly name: string; readonly value: string | undefined } {
  if (!word.startsWith("-")) return { name: "", value: undefined };
  const { name = "", value } = /^--?(?<name>[^=]*)(?:=(?<value>.*))?$/su.exec(word)?.groups ?? {};
  return { name, value };
}

/** Options as pairs of name and value, beside the words that are none. */
function pairs(words: readonly string[], options: Options) {
  const positionals: string[] = [];
  const given: { readonly name: string; value: string | undefined }[] = [];
  let open: string | undefined;
  for (const word of words) {
    const { name, value } = optionOf(word);
    if (open !== undefined) given.push({ name: open, value: word });
    else if (word.startsWith("-")) given.push({ name, value });
    else positionals.push(word);
    open = open === undefined && value === undefined && options[name]?.type === "string" ? name : undefined;
  }
  return { positionals, given, open };
}

/** Takes the words before the last one apart. */
function take(before: readonly string[], options: Options): Typed {
  const end = before.includes("--") ? before.indexOf("--") : before.length;
  const { positionals, given, open } = pairs(before.slice(0, end), options);
  const server = given.findLast(({ name, value }) => name === "server" && value !== undefined)?.value;
  const program = end < before.length;
  return {
    positionals: [...positionals, ...before.slice(end + 1)],
    open: open === undefined || program ? undefined : options[open],
    server,
    program,
  };
}

async function commandWords(commands: CommandTable, group: string | undefined): Promise<Completion> {
  const names = [...commands.keys()].filter((name) => group === undefined || name.startsWith(`${group} `));
  const words = new Map<string, Candidate>();
  for (const name of names) {
    const word = group === undefined ? name.split(" ", 1).join("") : name.slice(group.length + 1);
    const isGroup = group === undefined && name.includes(" ");
    const help = isGroup ? undefined : (await commands.get(name)?.())?.summary;
    words.set(word, help === undefined ? { word } : { word, help });
  }
  return { words: [...words.values()], files: false };
}

async function valuesOf(
  { completes }: { readonly completes?: Command["completes"] },
  known: Known,
): Promise<Completion> {
  if (completes === "file") return { words: [], files: true };
  if (completes === "server") return wordsOf(["local", ...(await known.servers())]);
  return completes === undefined || completes === "path" ? NOTHING : wordsOf(completes);
}

function behind(start: string, { words }: Completion): Completion {
  return { words: words.map((candidate) => ({ ...candidate, word: start + candidate.word })), files: false };
}

function optionWords(options: Options): Completion {
  const words = Object.entries(options).map(([name, { help }]) => ({ word: `--${name}`, help }));
  return { words, files: false };
}

async function argumentWords(command: Command, typed: Typed, current: string, known: Known): Promise<Completion> {
  if (typed.program && command.startsProgram === true) return { words: [], files: true };
  if (/^(?:[^=]*=)?@/u.test(current) && command.completes === "path" && typed.positionals.length > 0)
    return { words: [], files: true };
  if (command.completes !== "path") return valuesOf(command, known);
  return typed.positionals.length === 0 ? wordsOf(await known.paths(current, typed.server)) : NOTHING;
}

interface Chosen {
  /** The words of the command's name, or the first of two. */
  readonly words: readonly string[];
  readonly command: Command | undefined;
}

async function chosen(before: readonly string[], commands: CommandTable): Promise<Chosen> {
  const [first, second] = take(before, COMMON_OPTIONS).positionals;
  if (first === undefined) return { words: [], command: undefined };
  const both = `${first} ${second ?? ""}`;
  const words = second !== undefined && commands.has(both) ? [first, second] : [first];
  return { words, command: await commands.get(words.join(" "))?.() };
}

/** An option's name or value that is being typed; undefined where none is. */
async function optionPart(typed: Typed, options: Options, current: string, known: Known) {
  if (typed.open !== undefined) return valuesOf(typed.open, known);
  if (typed.program || !current.startsWith("-")) return undefined;
  const { name, value } = optionOf(current);
  return value === undefined ? optionWords(options) : behind(`--${name}=`, await valuesOf(options[name] ?? {}, known));
}

/** A command's own options, then those of all. */
function optionsOf(command: Command | undefined): Options {
  const { format } = COMMON_OPTIONS;
  const formats = { ...format, completes: command?.ownFormats ?? format.completes };
  return { ...command?.options, ...COMMON_OPTIONS, format: formats };
}

/** What can follow on a command line; `line` without the program's own name. */
export async function complete(
  { before, current }: TypedLine,
  commands: CommandTable,
  known: Known,
): Promise<Completion> {
  const { words, command } = await chosen(before, commands);
  const options = optionsOf(command);
  const typed = take(before, options);
  const part = await optionPart(typed, options, current, known);
  if (part !== undefined) return part;
  const positionals = typed.positionals.slice(words.length);
  if (command !== undefined) return argumentWords(command, { ...typed, positionals }, current, known);
  return positionals.length === 0 ? commandWords(commands, words[0]) : NOTHING;
}
