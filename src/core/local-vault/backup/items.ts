import { parseExactJson } from "../../exact-json.ts";
import { concat, fromUtf8, utf8 } from "../../crypto/bytes.ts";
import { configNote, type Meta, metaAsNote, metaNote } from "../kv2-state.ts";
import {
  anything,
  type Json,
  jsonObject,
  type JsonObject,
  NoteBroken,
  nullable,
  number,
  record,
  shape,
  text,
} from "../note.ts";

/** One line of a backup. Those of a mount come before what is in it, those of a secret before its versions. */
export type BackupItem =
  | {
      readonly kind: "mount";
      /** Ends in a slash. */
      readonly path: string;
      readonly description: string;
      readonly options: Readonly<Record<string, string>> | null;
      readonly settings: ReturnType<typeof configNote>;
    }
  /** A KV v2 secret with the values of its newest version. */
  | { readonly kind: "secret"; readonly mount: string; readonly path: string; readonly meta: Meta }
  /** Values of an older version of the secret before it. */
  | { readonly kind: "version"; readonly number: number; readonly data: JsonObject | null }
  /** A KV v1 secret. */
  | { readonly kind: "plain"; readonly mount: string; readonly path: string; readonly data: JsonObject }
  /** A line of the ledger of lockers. */
  | { readonly kind: "locker"; readonly name: string; readonly note: unknown };

const PARSERS = {
  mount: shape({ path: text, description: text, options: nullable(record(text)), settings: configNote }),
  secret: shape({ mount: text, path: text, meta: metaNote }),
  version: shape({ number, data: nullable(jsonObject) }),
  plain: shape({ mount: text, path: text, data: jsonObject }),
  locker: shape({ name: text, note: anything }),
} as const;

/** Throws `NoteBroken` for what is no line of a backup. */
function parseItem(value: unknown): BackupItem {
  const { kind } = shape({ kind: text })(value);
  switch (kind) {
    case "mount":
      return { kind, ...PARSERS.mount(value) };
    case "secret":
      return { kind, ...PARSERS.secret(value) };
    case "version":
      return { kind, ...PARSERS.version(value) };
    case "plain":
      return { kind, ...PARSERS.plain(value) };
    case "locker":
      return { kind, ...PARSERS.locker(value) };
    default:
      throw new NoteBroken("no line of a backup");
  }
}

function asJson(item: BackupItem): Json {
  switch (item.kind) {
    case "mount":
      return { ...item, settings: { ...item.settings } };
    case "secret":
      return { ...item, meta: metaAsNote(item.meta) };
    case "version":
    case "plain":
      return item;
    case "locker":
    default:
      return { kind: item.kind, name: item.name, note: jsonOf(item.note) };
  }
}

/** What was read from a sealed note is JSON; this is where its type says so. */
function jsonOf(value: unknown): Json {
  const parsed: Json = JSON.parse(JSON.stringify(value));
  return parsed;
}

const LINE_END = 0x0a;

/** The item as a line; the caller overwrites it. */
export function toLine(item: BackupItem): Uint8Array {
  return utf8(`${JSON.stringify(asJson(item))}\n`);
}

/** The items of lines that come in pieces cut anywhere. Throws `NoteBroken`. */
export function* fromLines(pieces: Iterable<Uint8Array>): Generator<BackupItem, void> {
  let begun: Uint8Array[] = [];
  for (const piece of pieces) {
    let from = 0;
    for (let end = piece.indexOf(LINE_END); end !== -1; end = piece.indexOf(LINE_END, from)) {
      const line = concat(...begun, piece.subarray(from, end));
      for (const part of begun) part.fill(0);
      begun = [];
      from = end + 1;
      yield parseLine(line);
    }
    if (from < piece.length) begun.push(piece.slice(from));
  }
  if (begun.length > 0) throw new NoteBroken("a line has no end");
}

function parseLine(line: Uint8Array): BackupItem {
  try {
    return parseItem(parseExactJson(fromUtf8(line)));
  } catch (cause) {
    throw cause instanceof NoteBroken ? cause : new NoteBroken("no line of JSON", { cause });
  } finally {
    line.fill(0);
  }
}
