import { fromBase64Url, toBase64Url } from "../crypto/bytes.ts";
import type { Random } from "../ports.ts";
import { flag, list, nullable, number, record, shape, text } from "./note.ts";
import { AREA, lookupOf, type Rows, type Sealing, type WritableRows } from "./rows.ts";
import { reschedule } from "./schedule.ts";

/** What the file keeps of a token, sealed. The token itself is not in it: only its keyed hash finds the row. */
export const tokenNote = shape({
  accessor: text,
  policies: list(text),
  displayName: text,
  meta: nullable(record(text)),
  /** API path that made it. */
  path: text,
  /** Uses left; 0 = unlimited, -1 = the last one is being served. */
  numUses: number,
  /** Uses it was made with. */
  usesMade: number,
  /** Milliseconds since the epoch. */
  created: number,
  /** Seconds, as are all durations here; 0 = none. */
  creationTtl: number,
  /** What the last creation or renewal gave. */
  ttl: number,
  explicitMaxTtl: number,
  period: number,
  renewable: flag,
  /** Milliseconds since the epoch; null = never. */
  expires: nullable(number),
  /** When it was last renewed, milliseconds since the epoch. */
  renewed: nullable(number),
  /** Whether it says of itself that it has no parent. */
  orphan: flag,
  /** Keyed hash of the parent; null for those that hang on the vault. */
  parent: nullable(text),
  /** Keyed hashes of the children. */
  children: list(text),
  /** Path of the request whose answer it wraps; null for other tokens. */
  wraps: nullable(text),
});

export type TokenNote = ReturnType<typeof tokenNote>;

/** A token in use: its keyed hash, and what is known of it. */
export interface Token {
  readonly key: string;
  readonly note: TokenNote;
  /** Parent of its cubbyhole's rows; undefined where the owner's token has none yet. */
  readonly row: Uint8Array | undefined;
  /** The text it was presented with. */
  readonly id: string;
  /** The owner's token of this process: it is not in the file. */
  readonly owner: boolean;
}

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

/** 24 letters and digits, 143 bits. */
export function randomName(random: Random): string {
  let name = "";
  while (name.length < 24) {
    for (const byte of random.bytes(32)) {
      // 248 is the largest multiple of 62 that a byte can reach: what is above would favour some letters.
      if (byte < 248 && name.length < 24) name += ALPHABET[byte % 62];
    }
  }
  return name;
}

/** The keyed hash of a token, as text. */
export function tokenKey(sealing: Sealing, id: string): string {
  return toBase64Url(lookupOf(sealing, { parent: AREA.tokens, kind: "token", name: id }));
}

function keyBytes(key: string): Uint8Array {
  return fromBase64Url(key) ?? new Uint8Array();
}

/** The token with that keyed hash, expired or not; undefined where there is none. */
export function findToken(rows: Rows, key: string, id = ""): Token | undefined {
  const found = rows.findBy(AREA.tokens, keyBytes(key), tokenNote);
  return found === undefined ? undefined : { key, note: found.note, row: found.id, id, owner: false };
}

/** The token of an accessor; undefined where there is none. */
export function findByAccessor(rows: Rows, accessor: string): Token | undefined {
  const key = rows.find({ parent: AREA.tokens, kind: "accessor", name: accessor }, text)?.note;
  return key === undefined ? undefined : findToken(rows, key);
}

/** Stores a new token, its accessor and its place among its parent's children. Returns the row's id. */
export function addToken(rows: WritableRows, id: string, note: TokenNote): Uint8Array {
  const key = tokenKey(rows.sealing, id);
  const row = rows.add({ parent: AREA.tokens, kind: "token", name: id }, { ...note });
  rows.add({ parent: AREA.tokens, kind: "accessor", name: note.accessor }, key);
  const parent = note.parent === null ? undefined : findToken(rows, note.parent);
  if (parent) putToken(rows, parent, { ...parent.note, children: [...parent.note.children, key] });
  if (note.expires !== null) reschedule(rows, key, note.expires);
  return row;
}

/** Replaces what is kept of a token. */
export function changeToken(rows: WritableRows, token: Token, note: TokenNote): void {
  putToken(rows, token, note);
  reschedule(rows, token.key, note.expires);
}

/** The same where its end stays as it is. Throws for a token that has no row. */
export function putToken(rows: WritableRows, { row, key }: Token, note: TokenNote): void {
  if (row === undefined) throw new Error("a token that is not in the file was to be changed");
  rows.change({ id: row, parent: AREA.tokens, lookup: keyBytes(key) }, { ...note });
}

/** Makes the children of a token outlive it. */
export function orphanChildren(rows: WritableRows, key: string): void {
  const token = findToken(rows, key);
  for (const child of token?.note.children ?? []) {
    const found = findToken(rows, child);
    if (found) changeToken(rows, found, { ...found.note, parent: null, orphan: true });
  }
  if (token) changeToken(rows, token, { ...token.note, children: [] });
}

/** Ends a token: it, its children and all their cubbyholes leave the file. Does nothing where there is none. */
export function endToken(rows: WritableRows, key: string): void {
  const token = findToken(rows, key);
  if (token === undefined) return;
  const parent = token.note.parent === null ? undefined : findToken(rows, token.note.parent);
  if (parent) {
    const children = parent.note.children.filter((child) => child !== key);
    putToken(rows, parent, { ...parent.note, children });
  }
  endTree(rows, token);
}

function endTree(rows: WritableRows, token: Token): void {
  for (const key of token.note.children) {
    const child = findToken(rows, key);
    if (child) endTree(rows, child);
  }
  rows.remove({ parent: AREA.tokens, kind: "accessor", name: token.note.accessor });
  rows.removeBy(AREA.tokens, keyBytes(token.key));
  reschedule(rows, token.key, null);
}
