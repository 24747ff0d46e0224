import { existsSync, lstatSync, readdirSync, statSync, type Dirent } from "node:fs";
import { dirname, join } from "node:path";
import { ignoreRulesAbove, ignoreRulesIn, isIgnored, type IgnoreRules } from "./git-ignore.ts";

/** A file to scan, or a place that could not be read. */
export type Visit =
  | { readonly kind: "file"; readonly path: string }
  | { readonly kind: "unread"; readonly path: string; readonly reason: string };

/** Folders that hold no source of the project. */
const SKIPPED_FOLDERS = new Set([".git", ".hg", ".svn", "node_modules", "bower_components", "__pycache__", ".venv"]);

/**
 * Files below a folder, in the order of their names, folders' contents in place; the file itself where a file is given.
 * What Git ignores is left out, symbolic links are not followed (only the given path itself may be one), and only
 * regular files are visited: a pipe would never end.
 */
export function* walk(root: string): Generator<Visit> {
  let isFolder: boolean;
  try {
    const stats = statSync(root);
    if (!stats.isDirectory() && !stats.isFile()) return;
    isFolder = stats.isDirectory();
  } catch (error) {
    yield { kind: "unread", path: root, reason: reasonOf(error) };
    return;
  }
  if (!isFolder) yield { kind: "file", path: root };
  else yield* walkFolder(root, ignoreRulesIn(root, ignoreRulesAbove(root, isRepository)));
}

/** The nearest folder, from `folder` upwards, that holds `.lockersignore` or is the top of a repository; else `folder` itself. */
export function projectFolder(folder: string): string {
  for (let at = folder; ; at = dirname(at)) {
    if (existsSync(join(at, ".lockersignore")) || isRepository(at)) return at;
    if (dirname(at) === at) return folder;
  }
}

function* walkFolder(folder: string, rules: IgnoreRules | undefined): Generator<Visit> {
  let entries: Dirent[];
  try {
    entries = readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    yield { kind: "unread", path: folder, reason: reasonOf(error) };
    return;
  }
  for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      if (SKIPPED_FOLDERS.has(entry.name) || isIgnored(path, true, rules)) continue;
      yield* walkFolder(path, ignoreRulesIn(path, rules));
    } else if (isRegular(entry, path) && !isIgnored(path, false, rules)) yield { kind: "file", path };
  }
}

/** Some file systems do not say what an entry is. */
function isRegular(entry: Dirent, path: string): boolean {
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
    return lstatSync(path).isFile();
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
