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

/** The end of the chain. `mark` is what makes it that: 32 bytes over the link, or undefined where somebody took it away. */
export interface NewestLink extends Omit<StoredLink, "sealed"> {
  readonly mark: Uint8Array | undefined;
  /** This connection put it there, and nobody else has written since: its mark holds. */
  readonly isOurs: boolean;
}

/** What a transaction sees. Every read of one transaction sees the same state. */
export interface ReadStore {
  find(parent: Uint8Array, lookup: Uint8Array): StoredRow | undefined;
  children(parent: Uint8Array): readonly StoredRow[];
  hasChildren(parent: Uint8Array): boolean;
  /** Changes whenever the rows of `AREA.control` may have: by what others wrote, and by what this connection did to them. */
  version(): number;
  lastLink(): NewestLink | undefined;
  /** Links before `sequence` (all where it is undefined), newest first. */
  links(before: number | undefined, limit: number): readonly StoredLink[];
}

export interface WriteStore extends ReadStore {
  /** Adds a row. Throws where there is one at that parent and lookup. */
  add(row: StoredRow): void;
  /** Replaces the contents of the row at that parent and lookup; its id stays. */
  change(row: StoredRow): void;
  /** Removes the row, where there is one and nothing below it; copies may stay in the write-ahead log for a while. */
  removeLeaf(parent: Uint8Array, lookup: Uint8Array): void;
  /** Removes the row, where there is one, and every row below it. */
  remove(parent: Uint8Array, lookup: Uint8Array): void;
  /** Removes every row below `parent`. */
  clear(parent: Uint8Array): void;
  /** What a row held before it was changed has to leave the file as what is removed does. */
  wipeReplaced(): void;
  /** Adds a link at the end, and takes its mark from the one before. */
  append(link: StoredLink, mark: Uint8Array): void;
  /** Removes every link up to and with `sequence`. */
  prune(sequence: number): void;
}

/**
 * Where rows are kept. What is removed leaves the file and its write-ahead log. A write transaction excludes every other one, of any process, from its first statement; it is
 * on the disk when `write` returns, and leaves nothing behind when `work` throws.
 */
export interface VaultStorage {
  read<T>(work: (store: ReadStore) => T): T;
  write<T>(work: (store: WriteStore) => T): T;
  /** Takes the last traces of what `remove` and `clear` removed out of the file and its log. Takes as long as writing all of it. */
  tidy(): void;
  /** As `write`, but the last moments may be lost when the power fails (not when a process is killed). */
  writeRelaxed<T>(work: (store: WriteStore) => T): T;
}
