import { existsSync, lstatSync, readdirSync, type Dirent } from "node:fs";
import { dirname, join, sep } from "node:path";
import { ignoreRulesAbove, ignoreRulesIn, isIgnored, type IgnoreRules } from "./git-ignore.ts";

/** A file to scan, or a folder that could not be read (`reason` is then the system's code). */
export interface Visit {
  readonly absolute: string;
  /** Relative to the folder where the walk began, with `/`; empty for that folder. */
  readonly path: string;
  readonly reason: string | undefined;
  /** The bytes of `absolute`, where a name in it is no UTF-8: as text it leads nowhere then. */
  readonly raw?: Buffer;
}

interface Level {
  /** With a separator at its end. */
  readonly absolute: string;
  readonly raw: Buffer | undefined;
  /** Of names that are no UTF-8, the bytes by what they look like; several may look the same. */
  readonly bytes: ReadonlyMap<string, Buffer[]>;
  /** With `/` at its end; empty for the first. */
  readonly path: string;
  readonly rules: IgnoreRules | undefined;
  readonly entries: readonly Dirent[];
  next: number;
}

/** Folders that hold no source of the project. */
const SKIPPED_FOLDERS = new Set([".git", ".hg", ".svn", "node_modules", "bower_components", "__pycache__", ".venv"]);

/**
 * Files below a folder, in the order of their names, folders' contents in place. What Git ignores is left out, symbolic
 * links are not followed (only the given folder itself may be one), and only regular files are visited: a pipe would never end.
 */
export function* walk(folder: string): Generator<Visit> {
  const first = openFolder(folder, "", ignoreRulesAbove(folder, isRepository));
  if ("reason" in first) yield first;
  const levels: Level[] = "reason" in first ? [] : [first];
  for (let level = levels.at(-1); level !== undefined; level = levels.at(-1)) {
    const entry = level.entries[level.next++];
    if (entry === undefined) {
      levels.pop();
      continue;
    }
    const found = look(entry, level);
    if (found === undefined) continue;
    if ("entries" in found) levels.push(found);
    else yield found;
  }
}

/** The folder that an entry is, or the file; undefined for what is left out. */
function look(entry: Dirent, level: Level): Level | Visit | undefined {
  const { absolute, path, rules } = level;
  const { name } = entry;
  const isFolder = entry.isDirectory();
  if (isFolder ? SKIPPED_FOLDERS.has(name) : !isRegular(entry, absolute)) return undefined;
  if (isIgnored(path + name, name, isFolder, rules)) return undefined;
  const raw = rawPath(name, level);
  if (isFolder) return openFolder(absolute + name, `${path}${name}/`, rules, raw);
  const visit = { absolute: absolute + name, path: path + name, reason: undefined };
  return raw === undefined ? visit : { ...visit, raw };
}

/** Undefined where text says it all. */
function rawPath(name: string, { absolute, raw, bytes }: Level): Buffer | undefined {
  const own = bytes.get(name)?.shift();
  return raw === undefined && own === undefined
    ? undefined
    : Buffer.concat([raw ?? Buffer.from(absolute), own ?? Buffer.from(name)]);
}

function openFolder(absolute: string, path: string, above: IgnoreRules | undefined, raw?: Buffer): Level | Visit {
  let entries: Dirent[];
  let bytes: Level["bytes"] = NO_BYTES;
  try {
    entries = readdirSync(raw ?? absolute, { withFileTypes: true });
    if (entries.some(({ name }) => name.includes(UNREADABLE))) bytes = bytesByName(raw ?? absolute);
  } catch (error) {
    return { absolute, path: path.slice(0, -1), reason: reasonOf(error) };
  }
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  const rules = entries.some(({ name }) => name === ".gitignore") ? ignoreRulesIn(absolute, path, above) : above;
  const end = absolute.endsWith(sep) ? "" : sep;
  const folder = raw === undefined ? undefined : Buffer.concat([raw, Buffer.from(end)]);
  return { absolute: absolute + end, raw: folder, bytes, path, rules, entries, next: 0 };
}

/** What stands for bytes that are no UTF-8. */
const UNREADABLE = "\u{FFFD}";
const NO_BYTES: Level["bytes"] = new Map();

function bytesByName(folder: Buffer | string): Level["bytes"] {
  const found = new Map<string, Buffer[]>();
  for (const bytes of readdirSync(folder, { encoding: "buffer" })) {
    const name = bytes.toString("utf8");
    if (name.includes(UNREADABLE)) found.set(name, [...(found.get(name) ?? []), bytes]);
  }
  return found;
}

/** True where a walk of the folder would visit the file at `path`, which is relative to it, with `/`. */
export function isVisited(folder: string, path: string): boolean {
  const names = path.split("/");
  let rules = ignoreRulesIn(folder, "", ignoreRulesAbove(folder, isRepository));
  let above = "";
  for (const [index, name] of names.entries()) {
    const isFolder = index < names.length - 1;
    if (isFolder && SKIPPED_FOLDERS.has(name)) return false;
    if (isIgnored(above + name, name, isFolder, rules)) return false;
    if (!isFolder) break;
    above += `${name}/`;
    rules = ignoreRulesIn(join(folder, above), above, rules);
  }
  return true;
}

/** The nearest folder, from `folder` upwards, that holds `.lockersignore` or is the top of a repository; else `folder` itself. */
export function projectFolder(folder: string): string {
  for (let at = folder; ; at = dirname(at)) {
    if (existsSync(join(at, ".lockersignore")) || isRepository(at)) return at;
    if (dirname(at) === at) return folder;
  }
}

/** Some file systems do not say what an entry is. */
function isRegular(entry: Dirent, folder: string): boolean {
  if (entry.isFile()) return true;
  if (
    entry.isSymbolicLink() ||
    entry.isFIFO() ||
    entry.isSocket() ||
    entry.isCharacterDevice() ||
    entry.isBlockDevice()
  )
    return false;
  try {
    return lstatSync(folder + entry.name).isFile();
  } catch {
    return false;
  }
}

function isRepository(folder: string): boolean {
  return existsSync(join(folder, ".git"));
}

/** The system's code, such as `EACCES`, which holds nothing of the file. */
export function reasonOf(error: unknown): string {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "unknown";
}
