/** One line of a `.gitignore`-like file. */
export interface GlobRule {
  /** True for a line that begins with `!`: what it matches is taken back in. */
  readonly negated: boolean;
  /** True where only a folder is meant. */
  readonly folderOnly: boolean;
  /** Matches paths relative to the file's folder, with `/`, without one at the ends. */
  readonly pattern: RegExp;
}

const LONGEST = 1000;

/**
 * A line as https://git-scm.com/docs/gitignore has it.
 *
 * @returns undefined for an empty line, a comment, and what is no pattern
 */
export function parseGlobLine(line: string): GlobRule | undefined {
  let glob = line.replace(/\r$/, "").replace(/(?<!\\)[ \t]+$/, "");
  if (glob === "" || glob.startsWith("#") || glob.length > LONGEST) return undefined;
  const negated = glob.startsWith("!");
  if (negated) glob = glob.slice(1);
  const folderOnly = glob.endsWith("/");
  if (folderOnly) glob = glob.slice(0, -1);
  const anchored = glob.includes("/");
  if (glob.startsWith("/")) glob = glob.slice(1);
  if (glob === "") return undefined;
  const source = globSource(glob);
  try {
    return { negated, folderOnly, pattern: new RegExp(`^${anchored ? "" : "(?:.*/)?"}${source}$`, "u") };
  } catch {
    return undefined;
  }
}

/** Which of the rules decides, the last one that fits; undefined where none does. */
export function decide(rules: readonly GlobRule[], path: string, isFolder: boolean): "ignored" | "kept" | undefined {
  const rule = rules.findLast((candidate) => (isFolder || !candidate.folderOnly) && candidate.pattern.test(path));
  return rule && (rule.negated ? "kept" : "ignored");
}

const TOKEN = /\*\*\/|\/\*\*$|\*+|\?|\[!?\]?[^\]]*\]|\\.|[^]/gu;

function globSource(glob: string): string {
  return glob.replaceAll(TOKEN, tokenSource);
}

function tokenSource(token: string): string {
  if (token === "**/") return "(?:.*/)?";
  if (token === "/**") return "/.*";
  if (token.startsWith("*")) return "[^/]*";
  if (token === "?") return "[^/]";
  if (token.length > 2 && token.startsWith("[")) return `[${setSource(token.slice(1, -1))}]`;
  return escaped(token.length === 2 && token.startsWith("\\") ? token.slice(1) : token);
}

function setSource(inner: string): string {
  const negated = inner.startsWith("!") || inner.startsWith("^");
  const body = (negated ? inner.slice(1) : inner).replaceAll(/[\\\][&^]/g, String.raw`\$&`);
  return `${negated ? "^/" : ""}${body}`;
}

function escaped(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`);
}
