import type { Severity } from "../finding.ts";

/** A rule that a person wrote: plain data, so that it can be handed to the thread that runs it. */
export interface CustomRule {
  readonly id: string;
  readonly title: string;
  /** Source of the pattern, without flags. */
  readonly pattern: string;
  readonly ignoreCase: boolean;
  /** Lower case; the pattern is tried only around one of them. */
  readonly keywords: readonly string[];
  readonly severity: Severity;
  /** The group of the pattern that is the secret; 0 = the whole. */
  readonly secretGroup: number;
  /** Environment variable suggested where the source gives no name. */
  readonly variable: string;
}

/** Why a rule is left out. `rule`: its id, or its number in the list counted from 1. */
export interface CustomRuleProblem {
  readonly rule: string;
  readonly reason: CustomRuleFault;
}

/** `detail`: the property, the keyword, or what is wrong with the pattern. */
export interface CustomRuleFault {
  readonly code: keyof typeof WORDS;
  readonly detail?: string;
}

const WORDS = {
  "not-a-rule": () => "it is not an object with id and pattern",
  "unknown-property": (detail: string) => `there is no property "${detail}"`,
  "bad-id": () => "its id must be letters a to z, digits and hyphens",
  "id-taken": () => "another rule has this id",
  "no-pattern": () => "it has no pattern, or one of more than 1,000 characters",
  "bad-pattern": (detail: string) => `its pattern is not a regular expression: ${detail}`,
  "no-keyword": () => "it needs keywords: words that stand in or beside every secret of its kind",
  "short-keyword": (detail: string) => `the keyword "${detail}" has fewer than three characters`,
  "bad-severity": () => "its severity is not certain, likely or possible",
  "too-many": (detail: string) => `only ${detail} rules can be used`,
  "no-such-group": () => "its pattern has no such group",
} as const;

/** In words, without a full stop: both hosts say the same. */
export function faultWords({ code, detail = "" }: CustomRuleFault): string {
  return WORDS[code](detail);
}
