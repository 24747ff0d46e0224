import type { Git } from "./git.ts";

/** A regular file of a tree or of the index. */
export interface Entry {
  /** Relative to the top of the repository, with `/`. */
  readonly path: string;
  readonly hash: string;
}

/** A file of the index that is not as it was in a commit. */
export interface ChangedEntry extends Entry {
  /** The content it had before, also under another name; undefined where it is new. */
  readonly before: string | undefined;
}

const CHANGED =
  "diff-index --cached --raw -z --no-abbrev -M --ignore-submodules=all --no-relative --no-ext-diff --no-textconv";
const REGULAR = /^100/;
/** In paths, only a NUL says where one ends. */
const END = "\0";

/** Regular files of the index that differ from a commit or tree; what was removed is not among them. Reads no file of the work tree. */
export async function changedInIndex(git: Git, tree: string): Promise<readonly ChangedEntry[]> {
  const fields = (await git.text([...CHANGED.split(" "), tree, "--"])).split(END);
  const changed: ChangedEntry[] = [];
  for (let at = 0; at + 1 < fields.length;) {
    const moved = /^:.* [RC]\d*$/.test(fields[at] ?? "");
    const path = fields[at + (moved ? 2 : 1)] ?? "";
    const entry = parseChange(fields[at] ?? "", path);
    if (entry !== undefined) changed.push(entry);
    at += moved ? 3 : 2;
  }
  return changed;
}

/** `:OLDMODE MODE OLDHASH HASH STATUS`; undefined for what is no regular file any more. */
function parseChange(text: string, path: string): ChangedEntry | undefined {
  const [, mode = "", before = "", hash = ""] = text.split(" ");
  return REGULAR.test(mode) && known(hash) !== undefined ? { path, hash, before: known(before) } : undefined;
}

/** Every regular file of the index; the one of "ours" where a merge left several. */
export async function entriesOfIndex(git: Git): Promise<ReadonlyMap<string, string>> {
  return parseEntries(
    await git.text(["ls-files", "--stage", "--full-name", "-z", "--", ":/"]),
    /^(\d+) ([0-9a-f]+) \d\t/,
  );
}

/** Every regular file of a commit or tree. */
export async function entriesOfTree(git: Git, tree: string): Promise<ReadonlyMap<string, string>> {
  return parseEntries(await git.text(["ls-tree", "-r", "-z", "--full-tree", tree]), /^(\d+) blob ([0-9a-f]+)\t/);
}

function parseEntries(text: string, start: RegExp): ReadonlyMap<string, string> {
  const entries = new Map<string, string>();
  for (const record of text.split(END)) {
    const [before = "", mode = "", hash = ""] = start.exec(record) ?? [];
    const path = record.slice(before.length);
    if (before !== "" && REGULAR.test(mode) && !entries.has(path)) entries.set(path, hash);
  }
  return entries;
}

function known(hash: string): string | undefined {
  return /^0*$/.test(hash) ? undefined : hash;
}
