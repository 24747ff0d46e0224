import type { Finding, ScanContext } from "../finding.ts";
import { nameBefore } from "../name-before.ts";
import { findingsFrom, type Candidate } from "../resolve.ts";
import type { RuleName } from "../rule.ts";
import type { CustomMatch } from "./custom-matches.ts";
import type { CustomRule } from "./custom-rule.ts";

/**
 * Findings together with what a person's rules found: one for each place, formats of providers before rules of a person,
 * these before values that only their name gives away. What is ignored by a comment stays away.
 */
export function withCustom(
  text: string,
  context: ScanContext,
  found: readonly Finding[],
  custom: {
    readonly matches: readonly CustomMatch[];
    readonly rules: readonly CustomRule[];
    /** Of rules that are built in. */
    readonly ruleName: (id: string) => RuleName | undefined;
  },
): readonly Finding[] {
  const { matches, rules, ruleName } = custom;
  if (matches.length === 0) return found;
  const isFormat = ({ rule }: Finding): boolean => ruleName(rule)?.kind === "format";
  const formats = found.filter(isFormat);
  const own = matches.flatMap((match) => candidateOf(text, match, rules)).filter((one) => !overlapsAny(one, formats));
  const generic = found.filter((finding) => !isFormat(finding) && !overlapsAny(finding, own));
  const kept = [...formats, ...generic].map((finding): Candidate => ({ ...finding, specific: isFormat(finding) }));
  const related = new Map(found.map((finding) => [finding.start, finding.related]));
  return findingsFrom(text, context, [...kept, ...own]).map((finding) => {
    const id = related.get(finding.start);
    return id === undefined ? finding : { ...finding, related: id };
  });
}

function candidateOf(
  text: string,
  { rule: id, start, end }: CustomMatch,
  rules: readonly CustomRule[],
): readonly Candidate[] {
  const rule = rules.find((one) => one.id === id);
  if (rule === undefined || end > text.length) return [];
  const { severity, variable } = rule;
  return [{ rule: id, start, end, severity, variable, assignedTo: nameBefore(text, start), specific: true }];
}

interface Spanned {
  readonly start: number;
  readonly end: number;
}

function overlapsAny({ start, end }: Spanned, others: readonly Spanned[]): boolean {
  return others.some((other) => other.start < end && start < other.end);
}
