import { parseExactJson } from "../exact-json.ts";
import { concat, fromUtf8, utf8 } from "../crypto/bytes.ts";
import { seal, SealBroken, unseal } from "../crypto/seal.ts";
import type { VaultKeys } from "../crypto/vault-keys.ts";
import type { Random } from "../ports.ts";
import type { Json, Parser } from "./note.ts";
import type { ReadStore, StoredRow, WriteStore } from "./storage.ts";

/** What a row is for; part of the keyed hash that finds it. */
export type RowKind = "control" | "secret" | "version" | "folder" | "names" | "token" | "accessor" | "record";

const LOOKUP = 16;
const FORMAT = utf8("lockers/row/1/");

/** Parents of rows that belong to no other row: fixed ids. */
export const AREA = { control: area(1), tokens: area(2), records: area(3) } as const;

function area(number: number): Uint8Array {
  return Uint8Array.from({ length: 16 }, (_, at) => (at === 15 ? number : 0));
}

/** Where a stored row is and what it is sealed to. */
export type RowId = Omit<StoredRow, "sealed">;

export interface OpenRow<T> extends RowId {
  readonly note: T;
}

/** What sealing needs besides the rows: the keys of the open vault, its id and fresh randomness. */
export interface Sealing {
  readonly vaultId: Uint8Array;
  readonly keys: VaultKeys;
  readonly random: Random;
}

/** Sealed rows of one read transaction. Everything throws `SealBroken` or `NoteBroken` where the file was changed by others. */
export interface Rows {
  readonly sealing: Sealing;
  /** The id of a row without opening it; undefined where there is none. */
  idOf(at: RowPlace): Uint8Array | undefined;
  hasChildren(parent: Uint8Array): boolean;
  find<T>(at: RowPlace, parser: Parser<T>): OpenRow<T> | undefined;
  /** The same where the keyed hash is known and the name is not. */
  findBy<T>(parent: Uint8Array, lookup: Uint8Array, parser: Parser<T>): OpenRow<T> | undefined;
  /** Every row below `parent`, in no order. */
  children<T>(parent: Uint8Array, parser: Parser<T>): readonly OpenRow<T>[];
}

/** Sealed rows of one write transaction. */
export interface WritableRows extends Rows {
  /** False in a transaction that only reads: everything that changes the file throws. */
  readonly writable: boolean;
  /** Inserts or replaces; the id of the row. */
  put(at: RowPlace, note: Json): Uint8Array;
  /** Inserts where there is certainly none; the id of the row. */
  add(at: RowPlace, note: Json): Uint8Array;
  /** Replaces what a row that was found holds. */
  change(row: RowId, note: Json): void;
  /** Removes a row that has nothing below it. */
  removeLeaf(at: RowPlace): void;
  /** Removes the row and everything below it. */
  remove(at: RowPlace): void;
  removeBy(parent: Uint8Array, lookup: Uint8Array): void;
  /** Removes everything below `parent`. */
  clear(parent: Uint8Array): void;
  /** What a row held before it was changed leaves the file as what is removed does. */
  wipeReplaced(): void;
}

export interface RowPlace {
  readonly parent: Uint8Array;
  readonly kind: RowKind;
  readonly name: string;
}

/** The keyed hash that finds a row. Names under another parent or of another kind hash differently. */
export function lookupOf({ keys }: Sealing, { parent, kind, name }: RowPlace): Uint8Array {
  const keyed = kind === "token" || kind === "accessor" ? keys.tokens : keys.names;
  return keyed.mac(parent, utf8(`${kind}/${name}`)).subarray(0, LOOKUP);
}

function associated({ vaultId }: Sealing, row: RowId): Uint8Array {
  return concat(FORMAT, vaultId, row.id, row.parent, row.lookup);
}

function open<T>(sealing: Sealing, row: StoredRow, parser: Parser<T>): OpenRow<T> {
  const plain = unseal(sealing.keys.seal, associated(sealing, row), row.sealed);
  try {
    const note = parseExactJson(fromUtf8(plain));
    return { id: row.id, parent: row.parent, lookup: row.lookup, note: parser(note) };
  } finally {
    plain.fill(0);
  }
}

/** A row with its note sealed to its place. */
export function sealedRow(sealing: Sealing, place: RowId, note: Json): StoredRow {
  const plain = utf8(JSON.stringify(note));
  const sealed = seal(sealing.keys.seal, associated(sealing, place), plain, sealing.random);
  plain.fill(0);
  return { id: place.id, parent: place.parent, lookup: place.lookup, sealed };
}

/** True for a row that nobody has changed. */
export function opens(row: StoredRow, sealing: Sealing): boolean {
  try {
    unseal(sealing.keys.seal, associated(sealing, row), row.sealed).fill(0);
    return true;
  } catch (error) {
    if (error instanceof SealBroken) return false;
    throw error;
  }
}

/** The contents of a row sealed with other keys; what does not open stays as it is. */
export function resealRow(row: StoredRow, from: Sealing, to: Sealing): Uint8Array {
  const bound = associated(from, row);
  try {
    const plain = unseal(from.keys.seal, bound, row.sealed);
    const sealed = seal(to.keys.seal, bound, plain, to.random);
    plain.fill(0);
    return sealed;
  } catch (error) {
    if (error instanceof SealBroken) return row.sealed;
    throw error;
  }
}

export function readRows(store: ReadStore, sealing: Sealing): Rows {
  const findBy = <T>(parent: Uint8Array, lookup: Uint8Array, parser: Parser<T>) => {
    const row = store.find(parent, lookup);
    return row === undefined ? undefined : open(sealing, row, parser);
  };
  return {
    sealing,
    idOf: (at) => store.find(at.parent, lookupOf(sealing, at))?.id,
    hasChildren: (parent) => store.hasChildren(parent),
    findBy,
    find: (at, parser) => findBy(at.parent, lookupOf(sealing, at), parser),
    children: (parent, parser) => store.children(parent).map((row) => open(sealing, row, parser)),
  };
}

export function writeRows(store: WriteStore, sealing: Sealing): WritableRows {
  const change = (row: RowId, note: Json) => store.change(sealedRow(sealing, row, note));
  const addAt = (parent: Uint8Array, lookup: Uint8Array, note: Json) => {
    const id = sealing.random.bytes(16);
    store.add(sealedRow(sealing, { id, parent, lookup }, note));
    return id;
  };
  return {
    ...readRows(store, sealing),
    writable: true,
    change,
    add: (at, note) => addAt(at.parent, lookupOf(sealing, at), note),
    put: (at, note) => {
      const lookup = lookupOf(sealing, at);
      const found = store.find(at.parent, lookup);
      if (found === undefined) return addAt(at.parent, lookup, note);
      change(found, note);
      return found.id;
    },
    removeLeaf: (at) => store.removeLeaf(at.parent, lookupOf(sealing, at)),
    remove: (at) => store.remove(at.parent, lookupOf(sealing, at)),
    removeBy: (parent, lookup) => store.remove(parent, lookup),
    clear: (parent) => store.clear(parent),
    wipeReplaced: () => store.wipeReplaced(),
  };
}

/** Rows of a transaction that only reads, in the form handlers take. */
export function readOnlyRows(store: ReadStore, sealing: Sealing): WritableRows {
  return {
    ...readRows(store, sealing),
    writable: false,
    put: refuse,
    add: refuse,
    change: refuse,
    removeLeaf: refuse,
    remove: refuse,
    removeBy: refuse,
    clear: refuse,
    wipeReplaced: refuse,
  };
}

function refuse(): never {
  throw new Error("a read transaction was asked to write");
}
