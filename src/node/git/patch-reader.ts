import { AddedText, type LineRange } from "./added-text.ts";
import { pathOfStart, unprefixed, unquoted } from "./quoted-path.ts";

/** What a commit did to one file. */
export interface FilePatch {
  readonly commit: string;
  /** ISO 8601. */
  readonly authorDate: string;
  /** Of the new file, relative to the top of the repository, with `/`. */
  readonly path: string;
  /** Of the new file's content. */
  readonly hash: string;
  /** Contents before, one for each parent that had the file. */
  readonly before: readonly string[];
  /** The lines it added, with those around them where they are kept. Good until the next line is read. */
  readonly text: Buffer;
  /** Where the added ones stand in the new file. */
  readonly ranges: readonly LineRange[];
  /** Git compared no lines: it takes the file for a binary one, or for too large. */
  readonly opaque: boolean;
}

interface Head {
  path: string | undefined;
  hash: string;
  before: readonly string[];
  regular: boolean;
  opaque: boolean;
  inHunks: boolean;
}

const NUL = 0x00;
const PLUS = 0x2b;
const MINUS = 0x2d;
const AT = 0x40;
const BACKSLASH = 0x5c;
const LETTER_D = 0x64;
const START = "diff --";

/**
 * Takes the lines of `git log --format=%x00%H%x00%aI -p --cc` apart. It holds one file's added lines at a time. Content
 * always stands behind a sign, so nothing in a file can be taken for a commit or the beginning of another file.
 */
export class PatchReader {
  commits = 0;
  private commit = "";
  private authorDate = "";
  private head: Head | undefined;
  private readonly added = new AddedText();
  private readonly isAroundKept: boolean;
  /** Signs before a line: one for each parent. */
  private columns = 1;
  private number = 1;

  constructor({ isAroundKept }: { readonly isAroundKept: boolean }) {
    this.isAroundKept = isAroundKept;
  }

  /** The file that ends where this line begins; to be asked before the line is taken in. */
  ends(line: Buffer): FilePatch | undefined {
    return line[0] === NUL || isStart(line) ? this.finished() : undefined;
  }

  /** Takes a line in. */
  take(line: Buffer): void {
    if (line[0] === NUL) {
      [, this.commit = "", this.authorDate = ""] = line.toString("latin1").split("\0");
      this.commits++;
    } else if (isStart(line)) {
      const path = pathOfStart(line.toString("latin1"));
      this.head = { path, hash: "", before: [], regular: true, opaque: false, inHunks: false };
      this.added.clear();
    } else if (this.head !== undefined) {
      if (line[0] === AT) this.startHunk(line, this.head);
      else if (this.head.inHunks) this.hunkLine(line);
      else headLine(line.toString("latin1"), this.head);
    }
  }

  /** The file that was being read, once. */
  finished(): FilePatch | undefined {
    const { head, commit, authorDate, added } = this;
    this.head = undefined;
    if (head?.path === undefined || !head.regular || !/[1-9a-f]/.test(head.hash)) return undefined;
    if (added.ranges.length === 0 && !head.opaque) return undefined;
    const { path, hash, before, opaque } = head;
    return { commit, authorDate, path, hash, before, opaque, text: added.bytes, ranges: added.ranges };
  }

  private startHunk(line: Buffer, head: Head): void {
    head.inHunks = true;
    const [, signs = "@@", from = "1"] = /^(@@+) .*?\+(\d+)(?:,\d+)? @@/.exec(line.toString("latin1", 0, 400)) ?? [];
    this.columns = signs.length - 1;
    this.number = Number(from);
    this.added.breakOff();
  }

  private hunkLine(line: Buffer): void {
    if (line.length < this.columns || line[0] === BACKSLASH) return;
    let plus = 0;
    for (let at = 0; at < this.columns; at++) {
      if (line[at] === MINUS) return;
      if (line[at] === PLUS) plus++;
    }
    const text = line.subarray(this.columns);
    if (plus === this.columns) this.added.add(text, this.number);
    else if (this.isAroundKept) this.added.surround(text);
    this.number++;
  }
}

function isStart(line: Buffer): boolean {
  return line[0] === LETTER_D && line.toString("latin1", 0, START.length) === START;
}

function headLine(line: string, head: Head): void {
  const index = /^index ([0-9a-f,]+)\.\.([0-9a-f]+)(?: (\d+))?$/.exec(line);
  if (index !== null) {
    head.before = (index[1] ?? "").split(",").filter((hash) => /[1-9a-f]/.test(hash));
    head.hash = index[2] ?? "";
    if (index[3] !== undefined) head.regular = index[3].startsWith("100");
  } else if (line.startsWith("+++ ")) head.path = unprefixed(line.slice(4));
  else if (line.startsWith("Binary files ")) head.opaque = true;
  else headWord(line, head);
}

function headWord(line: string, head: Head): void {
  const renamed = /^(?:rename|copy) to (.*)$/s.exec(line)?.[1];
  if (renamed !== undefined) head.path = unquoted(renamed);
  const mode = /^(?:new file mode|new mode|mode [\d,]+\.\.)\s?(\d+)/.exec(line)?.[1];
  if (mode !== undefined) head.regular = mode.startsWith("100");
}
