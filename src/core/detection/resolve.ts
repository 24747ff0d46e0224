import { fingerprint } from "./fingerprint.ts";
import { gradeByPath } from "./grade.ts";
import { ignoredBlocks } from "./ignore-blocks.ts";
import { isIgnoredByComment } from "./ignore-comments.ts";
import { pairsOf } from "./pairs.ts";
import { lineEnd, lineStart } from "./units.ts";
import { nameBefore } from "./name-before.ts";
import { isReferenceAround } from "./references.ts";
import { variableFor } from "./variable-name.ts";
import type { Finding, ScanContext, Severity } from "./finding.ts";
import type { Span } from "./rule.ts";

/** What one rule made of one place, before it is weighed against the others. */
export interface Candidate extends Span {
  readonly rule: string;
  readonly severity: Severity;
  /** Of a value that only its name gives away. What a provider's format is given to is read once it is kept: many are not. */
  readonly assignedTo: string | undefined;
  /** The rule's own suggestion. */
  readonly variable: string;
  /** True for a provider's format, false for a value that only its name gives away. */
  readonly specific: boolean;
  /** Where the same candidate is weighed again after an edit, what is known of its line, as long as nothing near it changes. */
  readonly notes?: Notes | undefined;
}

/** What the lines of a candidate tell, once it was asked for. */
export interface Notes {
  isIgnored?: boolean;
  look?: Look;
  variable?: string;
  /** Of this look and ordinal; it stays right however the text changes. */
  print?: { readonly look: string; readonly ordinal: number; readonly fingerprint: string };
}

interface Look {
  readonly assignedTo: string | undefined;
  /** The lines without secrets. */
  readonly maskedLine: string;
  /** Rule, name and masked lines: equal for findings that only their order tells apart. */
  readonly whole: string;
}

/** How much of a line beside a secret goes into its fingerprint, in UTF-16 units. */
const LINE_REACH = 200;
const MASK = "\u0000";

/**
 * One finding for each place: specific before generic, then the surer, then the longer one; an id beside its secret is told
 * with the secret; ignored ones are left out.
 *
 * @param isWanted false for candidates that only count for what they are to others; their findings are left out
 */
export function findingsFrom(
  text: string,
  context: ScanContext,
  candidates: readonly Candidate[],
  isWanted: (candidate: Candidate) => boolean = () => true,
): readonly Finding[] {
  if (candidates.length === 0) return [];
  const kept = withoutOverlaps(candidates);
  const findings: Finding[] = [];
  const seen = new Map<string, number>();
  const likely = gradeByPath("likely", context.path);
  for (const { candidate, index, id } of toldOf(text, kept)) {
    if (!isWanted(candidate)) continue;
    const notes = candidate.notes ?? {};
    const look = (notes.look ??= lookOf(text, kept, index));
    const ordinal = seen.get(look.whole) ?? 0;
    seen.set(look.whole, ordinal + 1);
    const print = printOf(candidate.rule, notes, { path: context.path, ...look, ordinal });
    const severity = candidate.severity === "likely" ? likely : candidate.severity;
    findings.push({
      ...findingOf(candidate, look.assignedTo, id),
      variable: (notes.variable ??= variableFor(look.assignedTo, candidate.variable)),
      severity,
      fingerprint: print,
    });
  }
  return findings;
}

interface Told {
  readonly candidate: Candidate;
  /** Among all of them. */
  readonly index: number;
  readonly id: Candidate | undefined;
}

/** Those that become findings of their own, each with the id beside it. */
function toldOf(text: string, kept: readonly Candidate[]): readonly Told[] {
  const isIgnored = ignoredIn(text);
  const shown = kept.flatMap((candidate, index) => (isIgnored(candidate) ? [] : [{ candidate, index }]));
  const pairs = pairsOf(
    text,
    shown.map(({ candidate }) => candidate),
  );
  const ids = new Set(pairs.values());
  return shown.flatMap((one, number) =>
    ids.has(number) ? [] : [{ ...one, id: shown[pairs.get(number) ?? -1]?.candidate }],
  );
}

function findingOf(
  { rule, start, end }: Candidate,
  assignedTo: string | undefined,
  id: Candidate | undefined,
): Omit<Finding, "variable" | "severity" | "fingerprint"> {
  return {
    rule,
    start,
    end,
    ...(id === undefined ? {} : { related: { start: id.start, end: id.end } }),
    assignedTo,
  };
}

function printOf(
  rule: string,
  notes: Notes,
  { path, assignedTo, maskedLine, whole, ordinal }: Look & { readonly path: string; readonly ordinal: number },
): string {
  if (notes.print?.look !== whole || notes.print.ordinal !== ordinal) {
    const identity = { rule, path, assignedTo, maskedLine, ordinal };
    notes.print = { look: whole, ordinal, fingerprint: fingerprint(identity) };
  }
  return notes.print.fingerprint;
}

function lookOf(text: string, all: readonly Candidate[], index: number): Look {
  const finding = all[index];
  if (finding === undefined) return { assignedTo: undefined, maskedLine: "", whole: "" };
  const { line, masked } = maskLines(text, all, { finding, index });
  const { rule, start, end } = finding;
  const name = finding.specific ? nameBefore(text, start) : finding.assignedTo;
  const assignedTo = isSecretItself(name, line, masked) ? undefined : name;
  const maskedLine = masked.replaceAll(text.slice(start, end), MASK).replaceAll(/\s+/g, " ").trim();
  return { assignedTo, maskedLine, whole: [rule, assignedTo, maskedLine].join("\u0001") };
}

/** `verify("sk_live_…", "whsec_…")`: what stands before a secret like its name is another secret. */
function isSecretItself(name: string | undefined, line: string, masked: string): boolean {
  return name !== undefined && line.includes(name) && !masked.includes(name);
}

/** Tells of candidates that come in the order of their places whether a comment keeps them away or they are part of a reference. */
function ignoredIn(text: string): (candidate: Candidate) => boolean {
  const blocks = ignoredBlocks(text);
  let next = 0;
  return ({ start, end, notes = {} }) => {
    while ((blocks[next]?.end ?? Infinity) <= start) next++;
    if ((blocks[next]?.start ?? Infinity) <= start) return true;
    return (notes.isIgnored ??= isIgnoredByComment(text, start, end) || isReferenceAround(text, start));
  };
}

function withoutOverlaps(candidates: readonly Candidate[]): readonly Candidate[] {
  const ordered = candidates.toSorted((a, b) => a.start - b.start || a.end - b.end);
  const kept: Candidate[] = [];
  let group: Candidate[] = [];
  let groupEnd = 0;
  for (const candidate of ordered) {
    if (candidate.start >= groupEnd) {
      kept.push(...bestOf(group));
      group = [];
    }
    group.push(candidate);
    groupEnd = Math.max(groupEnd, candidate.end);
  }
  kept.push(...bestOf(group));
  return kept;
}

/** Those of a group that do not overlap a better one, in order of their places. */
function bestOf(group: readonly Candidate[]): readonly Candidate[] {
  if (group.length < 2) return group;
  const kept: Candidate[] = [];
  for (const candidate of group.toSorted(better)) {
    const at = countStartingBefore(kept, candidate.start);
    const isFree = (kept[at - 1]?.end ?? 0) <= candidate.start && (kept[at]?.start ?? Infinity) >= candidate.end;
    if (isFree) kept.splice(at, 0, candidate);
  }
  return kept;
}

/** By halving: a file of nothing but tokens makes one group of many thousands. */
function countStartingBefore(ordered: readonly Candidate[], offset: number): number {
  let least = 0;
  let most = ordered.length;
  while (least < most) {
    const middle = (least + most) >> 1;
    if ((ordered[middle]?.start ?? 0) < offset) least = middle + 1;
    else most = middle;
  }
  return least;
}

const RANK: Readonly<Record<Severity, number>> = { certain: 0, likely: 1, possible: 2 };

function better(a: Candidate, b: Candidate): number {
  return (
    Number(b.specific) - Number(a.specific) ||
    RANK[a.severity] - RANK[b.severity] ||
    b.end - b.start - (a.end - a.start)
  );
}

/** The line(s) of a finding, and the same without any secret that was found on them. */
function maskLines(
  text: string,
  all: readonly Candidate[],
  { finding, index }: { readonly finding: Candidate; readonly index: number },
): { readonly line: string; readonly masked: string } {
  const from = lineStart(text, finding.start, LINE_REACH);
  const to = lineEnd(text, finding.end, LINE_REACH);
  let first = index;
  while ((all[first - 1]?.end ?? 0) > from) first--;
  let masked = "";
  let at = from;
  for (let i = first; i < all.length; i++) {
    const { start, end } = all[i] ?? finding;
    if (start >= to) break;
    masked += text.slice(at, Math.max(at, start)) + MASK;
    at = end;
  }
  masked += text.slice(at, Math.max(at, to));
  return { line: text.slice(from, to), masked };
}
