import { isSeverity } from "../finding.ts";
import { variableOf } from "../format.ts";
import type { CustomRule, CustomRuleFault, CustomRuleProblem } from "./custom-rule.ts";

export interface ParsedRules {
  readonly rules: readonly CustomRule[];
  /** Those that are left out, and why. */
  readonly problems: readonly CustomRuleProblem[];
}

const PROPERTIES = new Set(["id", "title", "pattern", "keywords", "severity", "secretGroup"]);
const ID = /^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$/;
const LONGEST_PATTERN = 1000;
const SHORTEST_KEYWORD = 3;
const MOST_RULES = 200;

/**
 * Reads what a person wrote: a list of rules. One that cannot be used does not keep the others. `isTaken`: true for ids of
 * rules that are built in.
 */
export function parseCustomRules(raw: unknown, isTaken: (id: string) => boolean): ParsedRules {
  const list: readonly unknown[] = Array.isArray(raw) ? raw : [raw];
  const rules: CustomRule[] = [];
  const problems: CustomRuleProblem[] = [];
  for (const [index, entry] of list.slice(0, MOST_RULES).entries()) {
    const parsed = parseRule(entry);
    if ("code" in parsed) problems.push({ rule: nameOf(entry, index), reason: parsed });
    else if (isTaken(parsed.id) || rules.some(({ id }) => id === parsed.id)) {
      problems.push({ rule: parsed.id, reason: { code: "id-taken" } });
    } else rules.push(parsed);
  }
  if (list.length > MOST_RULES)
    problems.push({ rule: String(MOST_RULES + 1), reason: { code: "too-many", detail: String(MOST_RULES) } });
  return { rules, problems };
}

function nameOf(entry: unknown, index: number): string {
  const id = isRecord(entry) ? entry["id"] : undefined;
  return typeof id === "string" && ID.test(id) ? id : String(index + 1);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function parseRule(entry: unknown): CustomRule | CustomRuleFault {
  if (!isRecord(entry)) return { code: "not-a-rule" };
  const unknown = Object.keys(entry).find((key) => !PROPERTIES.has(key));
  if (unknown !== undefined) return { code: "unknown-property", detail: unknown.slice(0, 40) };
  const { id, title, severity = "likely" } = entry;
  if (typeof id !== "string" || !ID.test(id)) return { code: "bad-id" };
  if (typeof severity !== "string" || !isSeverity(severity)) return { code: "bad-severity" };
  const pattern = parsePattern(entry);
  return "code" in pattern
    ? pattern
    : { id, title: titleOf(title, id), severity, variable: variableOf(id), ...pattern };
}

function titleOf(title: unknown, id: string): string {
  return typeof title === "string" && title.trim() !== "" ? title.trim().slice(0, 80) : id.replaceAll("-", " ");
}

type Pattern = Pick<CustomRule, "pattern" | "ignoreCase" | "keywords" | "secretGroup">;

function parsePattern(entry: Readonly<Record<string, unknown>>): Pattern | CustomRuleFault {
  const { pattern: written, secretGroup = 0 } = entry;
  if (typeof written !== "string" || written === "" || written.length > LONGEST_PATTERN) return { code: "no-pattern" };
  // Other scanners write it so; JavaScript knows flags for a part only.
  const ignoreCase = written.startsWith("(?i)");
  const pattern = ignoreCase ? written.slice(4) : written;
  const groups = groupsOf(pattern, ignoreCase);
  if (typeof groups !== "number") return groups;
  if (!isGroup(secretGroup, groups)) return { code: "no-such-group" };
  const keywords = keywordsOf(entry["keywords"], pattern);
  return "code" in keywords ? keywords : { pattern, ignoreCase, keywords: keywords.keywords, secretGroup };
}

function isGroup(group: unknown, groups: number): group is number {
  return typeof group === "number" && Number.isInteger(group) && group >= 0 && group <= groups;
}

function groupsOf(pattern: string, ignoreCase: boolean): number | CustomRuleFault {
  try {
    // Parsed, not run: that is done in a thread that can be ended.
    return countGroups(new RegExp(pattern, ignoreCase ? "mi" : "m"));
  } catch (error) {
    const detail = error instanceof Error ? error.message.replace(/^Invalid regular expression: \/.*\/\w*: /s, "") : "";
    return { code: "bad-pattern", detail };
  }
}

/** What an opening bracket cannot be counted in: an escaped sign, or a class. */
const OPAQUE = /\\[^]|\[(?:\\[^]|[^\]\\])*\]/g;

/** Of an expression without the flags `u` and `v` (ECMAScript, annex B.1.2). */
function countGroups({ source }: RegExp): number {
  return source.replaceAll(OPAQUE, "").match(/\((?!\?)|\(\?<(?![=!])/g)?.length ?? 0;
}

function keywordsOf(given: unknown, pattern: string): { readonly keywords: readonly string[] } | CustomRuleFault {
  const words: readonly unknown[] = Array.isArray(given) ? given : given === undefined ? [] : [given];
  const keywords = words.map((word) => (typeof word === "string" ? word.trim().toLowerCase() : ""));
  const short = keywords.find((word) => word.length < SHORTEST_KEYWORD);
  if (short !== undefined) return { code: "short-keyword", detail: short };
  if (keywords.length > 0) return { keywords };
  const own = beginning(pattern);
  return own.length < SHORTEST_KEYWORD ? { code: "no-keyword" } : { keywords: [own] };
}

/** The letters that every text of a pattern begins with, where it says them plainly. */
function beginning(pattern: string): string {
  if (pattern.includes("|")) return "";
  const letters = /^(?:\\b|\^)?([\w-]+)/.exec(pattern)?.[1] ?? "";
  const after = pattern.slice(pattern.indexOf(letters) + letters.length);
  // A sign that repeats belongs to the last letter.
  return (/^[?*+{]/.test(after) ? letters.slice(0, -1) : letters).toLowerCase();
}
