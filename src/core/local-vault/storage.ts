/** One row of the file. All a reader of the file sees is a tree of random ids; names, kinds and contents are sealed. */
export interface StoredRow {
  /** 16 random bytes, never changed and never used again. */
  readonly id: Uint8Array;
  /** The id of the row this one belongs to and goes with, or a fixed area. */
  readonly parent: Uint8Array;
  /** 16 bytes of a keyed hash of kind and name; one row for each parent and lookup. */
  readonly lookup: Uint8Array;
  readonly sealed: Uint8Array;
}

/** One link of the access log's chain. */
export interface StoredLink {
  readonly sequence: number;
  readonly sealed: Uint8Array;
  /** 32 bytes over the link before, the sequence and `sealed`. */
  readonly link: Uint8Array;
}

/** What a transaction sees. Every read of one transaction sees the same state. */
export interface ReadStore {
  find(parent: Uint8Array, lookup: Uint8Array): StoredRow | undefined;
  children(parent: Uint8Array): readonly StoredRow[];
  hasChildren(parent: Uint8Array): boolean;
  /** Changes whenever anybody has written to the file. */
  version(): string;
  lastLink(): StoredLink | undefined;
  /** Links before `sequence` (all where it is undefined), newest first. */
  links(before: number | undefined, limit: number): readonly StoredLink[];
}

export interface WriteStore extends ReadStore {
  /** Inserts, or replaces the contents of the row at that parent and lookup. */
  put(row: StoredRow): void;
  /** Removes the row, where there is one, and every row below it. */
  remove(parent: Uint8Array, lookup: Uint8Array): void;
  /** Removes every row below `parent`. */
  clear(parent: Uint8Array): void;
  /** Adds a link and replaces the row that says which the newest is; `version` does not change by it. */
  append(link: StoredLink, head: StoredRow): void;
}

/**
 * Where rows are kept. A write transaction excludes every other one, of any process, from its first statement; it is
 * on the disk when `write` returns, and leaves nothing behind when `work` throws.
 */
export interface VaultStorage {
  read<T>(work: (store: ReadStore) => T): T;
  write<T>(work: (store: WriteStore) => T): T;
  /** The same, but the last moments may be lost when the power fails (not when a process is killed). */
  writeRelaxed<T>(work: (store: WriteStore) => T): T;
}
