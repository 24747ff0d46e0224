import { decide, indexGlobs, parseGlobLine, type GlobRule } from "./globs.ts";

/** What identifies a finding to a list of what is ignored. */
export interface Ignorable {
  readonly fingerprint: string;
  readonly rule: string;
}

/** One line of a `.lockersignore` that says something, by its number from 0. */
export type IgnoreEntry =
  | { readonly kind: "finding"; readonly line: number; readonly fingerprint: string }
  /** The findings of one rule in the files that the glob names. */
  | { readonly kind: "rule"; readonly line: number; readonly rule: string; readonly glob: GlobRule }
  | { readonly kind: "path"; readonly line: number; readonly glob: GlobRule };

/** What a reviewed `.lockersignore` says. */
export interface IgnoreFile {
  /** In the order of the lines. */
  readonly entries: readonly IgnoreEntry[];
  /** True for a finding that was looked at and is to stay, and for one of a rule that is left out in its file. */
  ignores(finding: Ignorable, path: string): boolean;
  /** True for a file whose findings are left out; paths relative to the ignore file's folder, with `/`. */
  ignoresPath(path: string): boolean;
}

const FINGERPRINT = /^([0-9a-f]{32})(?:\s|$)/;
const RULE = "lockers:rule=";
const RULE_ID = /^([\w-]+)[ \t]*(?:#|$)/;
/** A longer line is a damaged one. */
const LONGEST = 2000;
/** Lines with wildcards that are read: each is tried on every path. A list of more is no reviewed one. */
const MOST_WILDCARDS = 2000;
const WILDCARD = /[*?[]/;

/**
 * Reads `.lockersignore`: a line is a fingerprint (what follows it is for people), a glob as in `.gitignore`, such a glob
 * with ` lockers:rule=ID` behind it for the findings of one rule, or a comment that begins with `#`. Anything else is passed
 * over, so that a damaged line never hides more than it names; and so are lines with wildcards beyond the first 2,000.
 */
export function parseIgnoreFile(text: string): IgnoreFile {
  const entries = entriesOf(text);
  const fingerprints = new Set(entries.flatMap((entry) => (entry.kind === "finding" ? [entry.fingerprint] : [])));
  const isHiddenRule = ruleHider(entries);
  return {
    entries,
    ignores: ({ fingerprint, rule }, path) => fingerprints.has(fingerprint) || isHiddenRule(rule, path),
    ignoresPath: hider(entries.flatMap((entry) => (entry.kind === "path" ? [entry.glob] : []))),
  };
}

function entriesOf(text: string): readonly IgnoreEntry[] {
  const lines = text.replace(/^\uFEFF/, "").split("\n");
  let wildcards = 0;
  return lines.flatMap((written, line) => {
    const entry = entryOf(written.replace(/\r$/, ""), line);
    if (entry === undefined || entry.kind === "finding") return entry ?? [];
    return WILDCARD.test(written) && ++wildcards > MOST_WILDCARDS ? [] : entry;
  });
}

/** Whether the findings of a rule are left out in a file. */
function ruleHider(entries: readonly IgnoreEntry[]): (rule: string, path: string) => boolean {
  const globs = new Map<string, GlobRule[]>();
  for (const entry of entries) {
    if (entry.kind !== "rule") continue;
    const others = globs.get(entry.rule);
    if (others === undefined) globs.set(entry.rule, [entry.glob]);
    else others.push(entry.glob);
  }
  const hiders = new Map(Array.from(globs, ([rule, list]) => [rule, hider(list)]));
  return (rule, path) => hiders.get(rule)?.(path) === true;
}

/** True where this line alone hides the finding, which is in the file at `path`. */
export function isHiddenBy(entry: IgnoreEntry, { fingerprint, rule }: Ignorable, path: string): boolean {
  if (entry.kind === "finding") return entry.fingerprint === fingerprint;
  return (
    (entry.kind === "path" || entry.rule === rule) &&
    isWithin(path, (part, isFolder) => decide([entry.glob], part, isFolder))
  );
}

/** The line that makes a finding stay away, with what a reviewer needs to know of it. No line break in it, whatever the path holds. */
export function ignoreLine(finding: Ignorable, path: string): string {
  return `${finding.fingerprint}  # ${finding.rule} ${path.replaceAll(/[\p{Cc}\u2028\u2029]/gu, "?")}`;
}

/** The line that keeps the findings of a rule away from one file. A control character of its name is written as `?`, which fits it. */
export function ignoreRuleLine(rule: string, path: string): string {
  const glob = path.replaceAll(/[\\*?[\]]/g, String.raw`\$&`).replaceAll(/[\p{Cc}\u2028\u2029]| $/gu, "?");
  return `/${glob}  ${RULE}${rule}`;
}

function entryOf(line: string, number: number): IgnoreEntry | undefined {
  if (line.length > LONGEST) return undefined;
  const fingerprint = FINGERPRINT.exec(line)?.[1];
  if (fingerprint !== undefined) return { kind: "finding", line: number, fingerprint };
  if (!line.startsWith("#") && line.includes(RULE)) return ruleEntryOf(line, number);
  const glob = parseGlobLine(line);
  return glob && { kind: "path", line: number, glob };
}

function ruleEntryOf(line: string, number: number): IgnoreEntry | undefined {
  const at = line.lastIndexOf(RULE);
  const glob = parseGlobLine(line.slice(0, at).trimEnd());
  const rule = RULE_ID.exec(line.slice(at + RULE.length))?.[1];
  return glob && rule !== undefined ? { kind: "rule", line: number, rule, glob } : undefined;
}

/** A glob that names a folder takes in what is below it. The last answer is kept: findings of one file are asked for one after the other. */
function hider(globs: readonly GlobRule[]): (path: string) => boolean {
  if (globs.length === 0) return () => false;
  const verdict = indexGlobs(globs);
  let last: { readonly path: string; readonly hidden: boolean } | undefined;
  return (path) => {
    if (last?.path !== path) last = { path, hidden: isWithin(path, verdict) };
    return last.hidden;
  };
}

function isWithin(path: string, verdict: ReturnType<typeof indexGlobs>): boolean {
  const parts = path.split("/");
  return parts.some((_, index) => {
    const isFolder = index < parts.length - 1;
    return verdict(parts.slice(0, index + 1).join("/"), isFolder) === "ignored";
  });
}
