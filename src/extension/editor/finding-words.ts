import type { Finding } from "../../core/detection/finding.ts";

/** What is needed of a rule to speak of what it found. */
export interface RuleWords {
  /** Proper name: `Stripe live key`; for assignments the noun, `password`. */
  readonly title: string;
  /** Told by its own shape, or by what it is given to. */
  readonly kind: "format" | "assignment";
}

/** Looks a rule up by its id; undefined for one that this version does not have. */
export type RuleNames = (id: string) => RuleWords | undefined;

/** What was found, in two or three words: `Stripe live key`, `password in "dbPassword"`. */
export function findingName(finding: Finding, rules: RuleNames): string {
  const rule = rules(finding.rule);
  const title = rule?.title ?? finding.rule;
  return rule?.kind === "assignment" && finding.assignedTo !== undefined
    ? `${title} in "${finding.assignedTo}"`
    : title;
}

/** One sentence for the Problems view and the hover. Never a part of the value. */
export function findingSentence(finding: Finding, rules: RuleNames): string {
  const rule = rules(finding.rule);
  const title = rule?.title ?? finding.rule;
  if (finding.severity === "possible") {
    return finding.assignedTo === undefined ? `May be a ${title}.` : `May be a ${title}: "${finding.assignedTo}".`;
  }
  return rule?.kind === "assignment" && finding.assignedTo !== undefined
    ? `"${finding.assignedTo}" is given a ${title} in the source.`
    : `${title} in the source.`;
}

/** What the sentence does not say: how sure it is, and why. Markdown. */
export function certaintyWords(finding: Finding, rules: RuleNames): string {
  const title = rules(finding.rule)?.title ?? finding.rule;
  if (finding.severity === "certain") return `**Certain** · the format of a ${title}`;
  if (finding.severity === "possible") return "**Possible** · in a test, a sample or documentation";
  return finding.assignedTo === undefined
    ? `**Likely** · a value in the place of a ${title}`
    : `**Likely** · a random-looking value given to "${finding.assignedTo}"`;
}
