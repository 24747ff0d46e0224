import type { Finding } from "../../core/detection/finding.ts";
import type { RuleName } from "../../core/detection/rule.ts";

/** Looks a rule up by its id; undefined for one that this version does not have. */
export type RuleNames = (id: string) => RuleName | undefined;

/** What was found, in two or three words, as the label of a row: `Stripe live key`, `Password`. */
export function findingName(finding: Finding, rules: RuleNames): string {
  const title = rules(finding.rule)?.title ?? finding.rule;
  return `${title.slice(0, 1).toUpperCase()}${title.slice(1)}`;
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

/** Text of a source file, so that Markdown shows it letter by letter. */
function escaped(text: string): string {
  return text.replaceAll(/[^\p{L}\p{N}\s]/gu, (sign) => `&#${sign.codePointAt(0)};`);
}

/** What the sentence does not say: how sure it is, and why. Markdown. */
export function certaintyWords(finding: Finding, rules: RuleNames): string {
  const title = rules(finding.rule)?.title ?? finding.rule;
  if (finding.severity === "certain") return `**Certain** · the format of a ${title}`;
  if (finding.severity === "possible") return "**Possible** · in a test, a sample or documentation";
  return finding.assignedTo === undefined
    ? `**Likely** · a value in the place of a ${title}`
    : `**Likely** · a random-looking value given to "${escaped(finding.assignedTo)}"`;
}
