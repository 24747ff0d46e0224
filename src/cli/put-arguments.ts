import { printable } from "../core/text/printable.ts";
import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { ExpectedError } from "../core/errors.ts";
import { Secret } from "../core/secrets/secret.ts";
import type { Field, SecretData } from "../core/vault/types.ts";
import { UsageError } from "./arguments.ts";
import type { CommandContext } from "./command.ts";
import { readObject, textOf } from "./object-input.ts";

/** How values from files and standard input are read. */
export interface Reading {
  /** Path of the secret, for the question. */
  readonly shown: string;
  /** Bytes that are no text: stored as base64. */
  readonly base64?: boolean;
}

/** What `put` was given for one reference. */
export interface ReferencedInput extends Reading {
  readonly key: string;
  readonly words: readonly string[];
}

/**
 * Reads `KEY`, `KEY=VALUE`, `KEY=@FILE`, `KEY=-`, `@FILE` and `-`, from left to right; a later key wins. Throws `UsageError` and `bad-input`; neither quotes a value.
 */
export async function readData(
  context: CommandContext,
  words: readonly string[],
  reading: Reading,
): Promise<SecretData> {
  if (words.length === 0)
    throw new UsageError("lockers put needs a key: KEY, KEY=VALUE, KEY=@FILE, KEY=-, @FILE or -.", "put");
  if (words.filter(isFromInput).length > 1) throw new UsageError("Standard input can be read once.", "put");
  warnOfHistory(context, words);
  const data = new Map<string, Field>();
  for (const word of words) {
    for (const [key, field] of await readWord(context, word, reading)) data.set(key, field);
  }
  return data;
}

/** True where a word is read from standard input. */
export function takesInput(words: readonly string[]): boolean {
  return words.some(isFromInput);
}

function isFromInput(word: string): boolean {
  return word === "-" || /^[^=]+=-$/u.test(word);
}

/** Reads the value of a reference: asked for, `-`, or `@FILE`. */
export async function readReferenced(
  context: CommandContext,
  { key, words, ...reading }: ReferencedInput,
): Promise<SecretData> {
  const [word, ...more] = words;
  if (more.length > 0 || (word !== undefined && word !== "-" && !word.startsWith("@"))) {
    throw new UsageError("A reference takes its value from the terminal, from - or from @FILE.", "put");
  }
  return readWord(context, word === undefined ? key : `${key}=${word}`, reading, key);
}

/** `known`: the key, where it may hold `=` itself. */
async function readWord(context: CommandContext, word: string, reading: Reading, known?: string): Promise<SecretData> {
  if (known === undefined && word === "-") return readObject(await standardInput(context), undefined);
  if (known === undefined && word.startsWith("@")) {
    const name = word.slice(1);
    return readObject(await fileText(context, name), name);
  }
  const equals = known === undefined ? word.indexOf("=") : word.indexOf("=", known.length);
  if (equals === -1) return one(word, await ask(context, word, reading.shown));
  const key = word.slice(0, equals);
  if (key === "") throw new UsageError("A key is missing before =.", "put");
  return one(key, Secret.of(await valueText(context, word.slice(equals + 1), reading)));
}

async function valueText(context: CommandContext, value: string, { base64 }: Reading): Promise<string> {
  if (value !== "-" && !value.startsWith("@")) return value;
  const name = value === "-" ? "standard input" : value.slice(1);
  const bytes = value === "-" ? await context.io.readAll() : await fileBytes(context, name);
  return base64 === true ? Buffer.from(bytes).toString("base64") : textOf(bytes, name);
}

function one(key: string, value: Secret): SecretData {
  return new Map([[key, { value, json: false }]]);
}

function ask({ io }: CommandContext, key: string, shown: string): Promise<Secret> {
  if (!io.canAsk) {
    throw new UsageError("There is no terminal to ask for the value: use KEY=- or KEY=@FILE.", "put");
  }
  return io.askHidden(`${printable(key)} for ${printable(shown)} (not shown): `);
}

async function standardInput({ io }: CommandContext): Promise<string> {
  return textOf(await io.readAll(), "standard input");
}

async function fileText(context: CommandContext, name: string): Promise<string> {
  return textOf(await fileBytes(context, name), name);
}

async function fileBytes({ cwd }: CommandContext, name: string): Promise<Uint8Array> {
  try {
    return await readFile(resolve(cwd, name));
  } catch (error) {
    throw new ExpectedError({ code: "file-unreadable", file: name }, { cause: error });
  }
}

/** What a person types into a shell is kept in its history: said once, where somebody reads it. */
function warnOfHistory({ io }: CommandContext, words: readonly string[]): void {
  const typed = words.some((word) => /^[^@=][^=]*=(?!-$|@|$)/u.test(word));
  if (!typed || !io.inIsTerminal || !io.errIsTerminal) return;
  io.err("lockers: warning: the shell's history keeps a value typed as KEY=VALUE. KEY alone asks for it, not shown.\n");
}
