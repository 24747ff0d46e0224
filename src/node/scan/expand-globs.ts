import { existsSync } from "node:fs";
import { resolve, sep } from "node:path";
import { decide, parseGlobLine, type GlobRule } from "../../core/detection/globs.ts";
import { walk } from "./walk.ts";

const SPECIAL = /[*?[{]/;
/** So many are made of one pattern's braces at most. */
const MOST_BRACES = 1000;

/** What a person's paths stand for. */
export interface Expanded {
  readonly paths: readonly string[];
  /** Patterns that fit no file. */
  readonly unmatched: readonly string[];
}

/**
 * Paths, where a pattern (`*`, `**`, `?`, `[…]`, `{a,b}`) that no shell has expanded stands for the files it fits and for those below the
 * folders it fits. What there is under exactly that name is no pattern. What Git ignores is left out, as in a folder.
 */
export function expandGlobs(paths: readonly string[], cwd: string): Expanded {
  const found = new Set<string>();
  const unmatched: string[] = [];
  for (const path of paths) {
    const isPattern = SPECIAL.test(path) && !existsSync(resolve(cwd, path));
    const matches = isPattern ? braces(path).flatMap((pattern) => filesFor(pattern, cwd)) : [path];
    if (matches.length === 0) unmatched.push(path);
    for (const match of matches) found.add(match);
  }
  return { paths: [...found], unmatched };
}

function filesFor(pattern: string, cwd: string): readonly string[] {
  const parts = (sep === "\\" ? pattern.replaceAll("\\", "/") : pattern).split("/");
  const at = parts.findIndex((part) => SPECIAL.test(part));
  if (at < 0) return existsSync(resolve(cwd, pattern)) ? [pattern] : [];
  const start = parts
    .slice(0, at)
    .map((part) => `${part}/`)
    .join("");
  const rule = parseGlobLine(`/${parts.slice(at).join("/")}`);
  return rule === undefined ? [] : filesIn(resolve(cwd, start), rule).map((path) => start + path);
}

function filesIn(folder: string, rule: GlobRule): readonly string[] {
  const fits = (path: string, isFolder: boolean): boolean => decide([rule], path, isFolder) === "ignored";
  return Array.from(walk(folder))
    .filter(({ path, reason }) => reason === undefined && isWithin(path, fits))
    .map(({ path }) => path);
}

/** True where the file fits, or a folder that it is in. */
function isWithin(path: string, fits: (path: string, isFolder: boolean) => boolean): boolean {
  for (let end = path.indexOf("/"); end >= 0; end = path.indexOf("/", end + 1)) {
    if (fits(path.slice(0, end), true)) return true;
  }
  return fits(path, false);
}

/** `a{b,c}` as `ab` and `ac`. */
function braces(pattern: string): readonly string[] {
  let patterns: readonly string[] = [pattern];
  for (;;) {
    const next = patterns.flatMap((one) => {
      const [whole, inner] = /\{([^{}]*,[^{}]*)\}/.exec(one) ?? [];
      if (whole === undefined || inner === undefined) return [one];
      return inner.split(",").map((choice) => one.replace(whole, () => choice));
    });
    if (next.length === patterns.length || next.length > MOST_BRACES) return patterns;
    patterns = next;
  }
}
