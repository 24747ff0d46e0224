import type { Finding } from "../../core/detection/finding.ts";
import { gradeByPath } from "../../core/detection/grade.ts";
import type { RuleName } from "../../core/detection/rule.ts";
import { markdownText } from "./markdown-text.ts";

/** Looks a rule up by its id; undefined for one that this version does not have. */
export type RuleNames = (id: string) => RuleName | undefined;

/** A name in the source can be of any length, and hold characters that change what stands beside them. */
const LONGEST_NAME = 60;

/** The name that a secret is given to, as far as it can be shown; undefined where there is none. */
function nameOf({ assignedTo }: Finding): string | undefined {
  const shown = assignedTo?.replaceAll(/[\p{C}\p{Zl}\p{Zp}]/gu, "");
  if (shown === undefined || shown === "") return undefined;
  return shown.length > LONGEST_NAME ? `${shown.slice(0, LONGEST_NAME)}…` : shown;
}

/** What was found, in two or three words, as the label of a row: `Stripe live key`, `Password`. */
export function findingName(finding: Finding, rules: RuleNames): string {
  return sentenceStart(rules(finding.rule)?.title ?? finding.rule);
}

/** With a capital at the front. */
export function sentenceStart(text: string): string {
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;
}

/** One sentence for the Problems view and the hover. Never a part of the value. */
export function findingSentence(finding: Finding, rules: RuleNames): string {
  const rule = rules(finding.rule);
  const title = rule?.title ?? finding.rule;
  const name = nameOf(finding);
  if (finding.severity === "possible")
    return name === undefined ? `May be a ${title}.` : `May be a ${title}: "${name}".`;
  return rule?.kind === "assignment" && name !== undefined
    ? `"${name}" is given ${withArticle(title)} in the source.`
    : `${findingName(finding, rules)} in the source.`;
}

/** What is asked of the place of a finding, so that nobody need hand its value around. */
export interface FindingSite {
  /** As `ScanContext.path`. */
  readonly path: string;
  /** True where the secret begins with these characters. */
  readonly begins: (mark: string) => boolean;
}

/** What the sentence does not say: how sure it is, by what, and why not more or less. Markdown, one paragraph for each. */
export function certaintyWords(finding: Finding, rules: RuleNames, site: FindingSite): readonly string[] {
  const rule = rules(finding.rule);
  const told = toldBy(rule, site);
  const evidence = evidenceWords(finding, rule, told);
  if (finding.severity === "certain") return [`**Certain** · ${evidence}`];
  return finding.severity === "likely"
    ? [`**Likely** · ${evidence}`, `Not certain: ${doubtWords(rule, told)}.`]
    : [`**Possible** · ${evidence}`, `Not likely: ${lowerWords(finding, site.path)}.`];
}

type Told = NonNullable<RuleName["shape"]>["told"] | undefined;

/** Some providers have a format of their own and older secrets without one, under one rule. */
function toldBy(rule: RuleName | undefined, { begins }: FindingSite): Told {
  if (rule?.shape?.told !== "prefix") return rule?.shape?.told;
  return rule.shape.marks.some(begins) ? "prefix" : "beside";
}

function evidenceWords(finding: Finding, rule: RuleName | undefined, told: Told): string {
  const title = markdownText(withArticle(rule?.title ?? finding.rule));
  if (rule?.kind === "assignment") {
    const name = markdownText(nameOf(finding) ?? "");
    return name === "" ? `a value in the place of ${title}` : `a random-looking value given to "${name}"`;
  }
  if (told === undefined) return `the format of ${title}`;
  return {
    prefix: `prefix${isProven(finding, rule) ? " and checksum" : ", alphabet and length"} of ${title}`,
    inside: `characters in it that mark ${title}`,
    beside: `alphabet and length of ${title}, beside the name of its provider`,
  }[told];
}

function isProven({ severity }: Finding, rule: RuleName | undefined): boolean {
  return severity === "certain" && rule?.shape?.hasChecksum === true;
}

function doubtWords(rule: RuleName | undefined, told: Told): string {
  if (rule?.kind === "assignment") return "only its name and its look tell it";
  if (told === "prefix" && rule?.shape?.hasChecksum === true) return "its checksum is wrong";
  return told === "beside" ? "this format has no prefix and no checksum" : "this format has no checksum";
}

function lowerWords({ rule }: Finding, path: string): string {
  if (gradeByPath("likely", path) === "possible") return "the file is a test, a sample or documentation";
  return rule === "private-key" ? "the key is under a passphrase" : "its name or its look speaks against it";
}

/** `a password`, `an npm token`, `an AWS key`. */
export function withArticle(title: string): string {
  return `${/^(?:[aeio]|u(?!ni|s)|npm\b|[FHLMNRSX][A-Z]{2})/.test(title.replace(/^[AEIO]/, "a")) ? "an" : "a"} ${title}`;
}
