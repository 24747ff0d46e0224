import type { Stats } from "node:fs";
import { isObject } from "../../core/local-vault/note.ts";
import { CLEAN, type FileResult, isTold, parseFileResult } from "./file-result.ts";

/** By what a file is taken to be the one that was read: times of change in milliseconds, size, number on its disk. */
export type Stamp = readonly [modified: number, changed: number, size: number, inode: number];

interface Entry {
  readonly stamp: Stamp;
  readonly result: FileResult;
}

/** What scans found in the files of one folder, by path. It holds places and names, never a value. */
export interface FolderCache {
  /** What was found in the file while it was as it is now; undefined where it has to be read. */
  find(path: string, stamp: Stamp): FileResult | undefined;
  /** The last result, also of a file that has changed since. */
  last(path: string): FileResult | undefined;
  /** `readAt`: milliseconds since the epoch. */
  keep(path: string, read: { readonly stamp: Stamp; readonly readAt: number; readonly result: FileResult }): void;
  /** Forgets every file but these. */
  retain(paths: ReadonlySet<string>): void;
  readonly size: number;
}

/** What scans found, by folder. Knows whether it differs from what was read from the disk. */
export interface ScanCache {
  folder(path: string): FolderCache;
  readonly isChanged: boolean;
  /** As text for a file, of at most `LARGEST_TEXT` characters; what does not fit is left out and read again. */
  encode(): string;
}

/** Raise when the text below changes its shape, or what counts as minified or binary does. */
const FORMAT = 1;
/** Some file systems count in two seconds: a file may change again within one and look the same. */
const COARSE_MS = 2_000;
export const LARGEST_TEXT = 32_000_000;

/** What identifies the state of a file. */
export function stampOf({ mtimeMs, ctimeMs, size, ino }: Stats): Stamp {
  return [mtimeMs, ctimeMs, size, ino];
}

function isSame(a: Stamp, b: Stamp): boolean {
  return a[0] === b[0] && a[1] === b[1] && a[2] === b[2] && a[3] === b[3];
}

type Entries = Map<string, Entry>;

/** The cache that `text` holds; an empty one where it is damaged, or was written under other rules or by another version. */
export function parseScanCache(text: string, rules: string): ScanCache {
  const folders = readFolders(text, rules);
  let isChanged = folders.size === 0;

  const made = new Map<string, FolderCache>();

  function folder(path: string): FolderCache {
    const one = made.get(path) ?? make(path);
    made.set(path, one);
    return one;
  }

  function make(path: string): FolderCache {
    const entries: Entries = folders.get(path) ?? new Map<string, Entry>();
    folders.set(path, entries);
    return {
      find(file, stamp) {
        const entry = entries.get(file);
        return entry !== undefined && isSame(entry.stamp, stamp) ? entry.result : undefined;
      },
      last: (file) => entries.get(file)?.result,
      keep(file, { stamp, readAt, result }) {
        isChanged = true;
        if (readAt - stamp[0] < COARSE_MS) entries.delete(file);
        else entries.set(file, { stamp, result });
      },
      retain(paths) {
        for (const file of entries.keys()) {
          if (paths.has(file)) continue;
          entries.delete(file);
          isChanged = true;
        }
      },
      get size() {
        return entries.size;
      },
    };
  }

  return {
    folder,
    get isChanged() {
      return isChanged;
    },
    encode: () => encode(folders, rules),
  };
}

interface WrittenFolder {
  readonly folder: string;
  readonly paths: string[];
  /** Four numbers for each path. */
  readonly stamps: number[];
  /** Results of the paths that have something to tell, by their places in `paths`. */
  readonly told: [number, FileResult][];
}

function encode(folders: ReadonlyMap<string, Entries>, rules: string): string {
  const written: WrittenFolder[] = [];
  let length = 0;
  for (const [folder, entries] of folders) {
    const one: WrittenFolder = { folder, paths: [], stamps: [], told: [] };
    for (const [path, { stamp, result }] of entries) {
      length += path.length + 80 + result.findings.length * 300;
      if (length > LARGEST_TEXT) break;
      if (isTold(result)) one.told.push([one.paths.length, result]);
      one.paths.push(path);
      one.stamps.push(...stamp);
    }
    written.push(one);
  }
  return JSON.stringify({ format: FORMAT, rules, folders: written });
}

function readFolders(text: string, rules: string): Map<string, Entries> {
  const read = new Map<string, Entries>();
  const value = parsed(text);
  if (!isObject(value) || value["format"] !== FORMAT || value["rules"] !== rules) return read;
  const { folders } = value;
  if (!Array.isArray(folders)) return read;
  for (const one of folders) {
    const entries = readFolder(one);
    if (entries === undefined) return new Map<string, Entries>();
    read.set(...entries);
  }
  return read;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function readFolder(value: unknown): [string, Entries] | undefined {
  if (!isWritten(value)) return undefined;
  const { folder, paths, stamps, told } = value;
  const results = stamps.length === paths.length * 4 ? readResults(told, paths.length) : undefined;
  if (results === undefined) return undefined;
  const entries: Entries = new Map();
  for (const [index, path] of paths.entries()) {
    entries.set(path, { stamp: stampAt(stamps, index * 4), result: results.get(index) ?? CLEAN });
  }
  return [folder, entries];
}

function isWritten(value: unknown): value is Omit<WrittenFolder, "told"> & { readonly told: readonly unknown[] } {
  if (!isObject(value)) return false;
  const { folder, paths, stamps, told } = value;
  return typeof folder === "string" && isTexts(paths) && isNumbers(stamps) && Array.isArray(told);
}

function stampAt(stamps: readonly number[], at: number): Stamp {
  return [stamps[at] ?? 0, stamps[at + 1] ?? 0, stamps[at + 2] ?? 0, stamps[at + 3] ?? 0];
}

function readResults(told: readonly unknown[], count: number): Map<number, FileResult> | undefined {
  const results = new Map<number, FileResult>();
  for (const pair of told) {
    if (!Array.isArray(pair)) return undefined;
    const [index, written]: unknown[] = pair;
    const result = parseFileResult(written);
    if (typeof index !== "number" || index >= count || result === undefined) return undefined;
    results.set(index, result);
  }
  return results;
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((one) => typeof one === "string");
}

function isNumbers(value: unknown): value is number[] {
  return Array.isArray(value) && value.every((one) => typeof one === "number");
}
