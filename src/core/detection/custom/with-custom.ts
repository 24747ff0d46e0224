import type { Finding, ScanContext } from "../finding.ts";
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
  const taken = new Spans(found.filter(isFormat));
  const own = matches.flatMap((match) => candidateOf(text, match, rules)).filter((one) => !taken.overlap(one));
  // The others keep the fingerprints that they have where nobody wrote a rule; they are here for the lines of one's own.
  const others = found.map((finding): Candidate => ({ ...finding, severity: "possible", specific: isFormat(finding) }));
  const ownIds = new Set(own.map(({ rule }) => rule));
  const added = findingsFrom(text, context, [...others, ...own], ({ rule }) => ownIds.has(rule));
  const replaced = new Spans(added);
  const kept = found.filter((finding) => isFormat(finding) || !replaced.overlap(finding));
  return [...kept, ...added].toSorted((a, b) => a.start - b.start);
}

/** Places of a text, asked by halving: a file may have as many matches as findings. */
class Spans {
  private readonly starts: Float64Array;
  /** The furthest end of the first so many. */
  private readonly ends: Float64Array;

  constructor(spans: readonly Spanned[]) {
    const ordered = spans.toSorted((a, b) => a.start - b.start);
    this.starts = Float64Array.from(ordered, ({ start }) => start);
    let furthest = 0;
    this.ends = Float64Array.from(ordered, ({ end }) => (furthest = Math.max(furthest, end)));
  }

  /** True where `span` shares a character with one of them. */
  overlap({ start, end }: Spanned): boolean {
    let least = 0;
    let most = this.starts.length;
    while (least < most) {
      const middle = (least + most) >> 1;
      if ((this.starts[middle] ?? 0) < end) least = middle + 1;
      else most = middle;
    }
    return least > 0 && (this.ends[least - 1] ?? 0) > start;
  }
}

function candidateOf(
  text: string,
  { rule: id, start, end }: CustomMatch,
  rules: readonly CustomRule[],
): readonly Candidate[] {
  const rule = rules.find((one) => one.id === id);
  if (rule === undefined || end > text.length) return [];
  const { severity, variable } = rule;
  return [{ rule: id, start, end, severity, variable, assignedTo: undefined, specific: true }];
}

interface Spanned {
  readonly start: number;
  readonly end: number;
}
