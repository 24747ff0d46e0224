import { fits, isGlobStar, partsOf, type Wildcard } from "./wildcard.ts";

/** One line of a `.gitignore`-like file. */
export interface GlobRule {
  /** True for a line that begins with `!`: what it matches is taken back in. */
  readonly negated: boolean;
  /** True where only a folder is meant. */
  readonly folderOnly: boolean;
  /** What the parts of a path relative to the file's folder must be, one after the other. */
  readonly parts: readonly Wildcard[];
  /** Where all that counts is how a path's last part ends: `ending` is that, `whole` true where there is no more to it. */
  readonly name: { readonly ending: string; readonly whole: boolean } | undefined;
  /** The only path that fits, where nothing in the line stands for anything else. */
  readonly only: string | undefined;
}

const LONGEST = 1000;
/** A name, or `*` and what follows it. */
const PLAIN = /^(\*?)([^*?[\\/]+)$/;
const LITERAL = /^(?:[^*?[\\]|\\[^])*$/;

/**
 * A line as https://git-scm.com/docs/gitignore has it.
 *
 * @returns undefined for an empty line, a comment, what is no pattern, and a line of more than 1,000 characters
 */
export function parseGlobLine(line: string): GlobRule | undefined {
  if (line.length > LONGEST) return undefined;
  let glob = line.replace(/\r$/, "").replace(/(?<!\\)[ \t]+$/, "");
  if (glob === "" || glob.startsWith("#")) return undefined;
  const negated = glob.startsWith("!");
  if (negated) glob = glob.slice(1);
  const folderOnly = glob.endsWith("/");
  if (folderOnly) glob = glob.slice(0, -1);
  const anywhere = glob.includes("/") ? "" : "**/";
  if (glob.startsWith("/")) glob = glob.slice(1);
  if (glob === "") return undefined;
  const parts = partsOf(anywhere + glob);
  return parts && { negated, folderOnly, parts, name: plainName(anywhere, glob), only: onlyPath(anywhere, glob) };
}

function plainName(anywhere: string, glob: string): GlobRule["name"] {
  if (anywhere === "") return undefined;
  const [, star, ending] = PLAIN.exec(glob) ?? [];
  return ending === undefined ? undefined : { ending, whole: star === "" };
}

function onlyPath(anywhere: string, glob: string): string | undefined {
  return anywhere === "" && LITERAL.test(glob) ? glob.replaceAll(/\\([^])/g, "$1") : undefined;
}

/**
 * Which of the rules decides, the last one that fits; undefined where none does.
 *
 * @param path relative to the file's folder, with `/`, without one at the ends
 */
export function decide(rules: readonly GlobRule[], path: string, isFolder: boolean): "ignored" | "kept" | undefined {
  let names: readonly (readonly string[])[] | undefined;
  const rule = rules.findLast(({ folderOnly, parts, name }) => {
    if (folderOnly && !isFolder) return false;
    if (name !== undefined) return endsLike(path, name);
    names ??= path.split("/").map((part) => Array.from(part));
    return fitsPath(parts, names);
  });
  return rule && (rule.negated ? "kept" : "ignored");
}

/** Tells which of many rules decides, as `decide` does; those that name another path are not looked at. */
export function indexGlobs(rules: readonly GlobRule[]): (path: string, isFolder: boolean) => ReturnType<typeof decide> {
  const patterns = rules.filter(({ only }) => only === undefined);
  const byPath = new Map<string, GlobRule[]>();
  for (const rule of rules) {
    if (rule.only === undefined) continue;
    const others = byPath.get(rule.only);
    if (others === undefined) byPath.set(rule.only, [rule]);
    else others.push(rule);
  }
  const lines = new Map(rules.map((rule, line) => [rule, line]));
  const lineOf = (rule: GlobRule): number => lines.get(rule) ?? 0;
  return (path, isFolder) => {
    const named = byPath.get(path);
    const fitting = named === undefined ? patterns : [...patterns, ...named].toSorted((a, b) => lineOf(a) - lineOf(b));
    return decide(fitting, path, isFolder);
  };
}

function endsLike(path: string, { ending, whole }: NonNullable<GlobRule["name"]>): boolean {
  if (!path.endsWith(ending)) return false;
  return !whole || path.length === ending.length || path[path.length - ending.length - 1] === "/";
}

/** Goes through the parts once and keeps how many names may be behind each: no way through is ever tried twice. */
function fitsPath(parts: readonly Wildcard[], names: readonly (readonly string[])[]): boolean {
  let reached: readonly number[] = [0];
  for (const [index, part] of parts.entries()) {
    // At the end `**` is what lies below a folder, not the folder.
    const least = (reached[0] ?? names.length) + (index === parts.length - 1 ? 1 : 0);
    reached = isGlobStar(part)
      ? Array.from({ length: Math.max(0, names.length + 1 - least) }, (_, count) => least + count)
      : reached.filter((count) => count < names.length && fits(part, names[count] ?? [])).map((count) => count + 1);
    if (reached.length === 0) return false;
  }
  return reached.at(-1) === names.length;
}
