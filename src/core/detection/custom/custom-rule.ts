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

/**
 * It is no object, or has a property nobody knows; its id is missing or has other signs than `a-z0-9-`; another rule has
 * the id; the pattern is missing or too long; it is no pattern of JavaScript (`detail` says what); it has no keyword and
 * begins with none; a keyword is shorter than three letters; the severity is none of the three; it has no such group.
 */
export type CustomRuleFault =
  | { readonly code: "not-a-rule" }
  | { readonly code: "unknown-property"; readonly detail: string }
  | { readonly code: "bad-id" }
  | { readonly code: "id-taken" }
  | { readonly code: "no-pattern" }
  | { readonly code: "bad-pattern"; readonly detail: string }
  | { readonly code: "no-keyword" }
  | { readonly code: "short-keyword"; readonly detail: string }
  | { readonly code: "bad-severity" }
  | { readonly code: "no-such-group" };

/** In words, without a full stop: both hosts say the same. */
export function faultWords(fault: CustomRuleFault): string {
  switch (fault.code) {
    case "not-a-rule":
      return "it is not an object with id and pattern";
    case "unknown-property":
      return `there is no property "${fault.detail}"`;
    case "bad-id":
      return "its id must be letters a to z, digits and hyphens";
    case "id-taken":
      return "another rule has this id";
    case "no-pattern":
      return "it has no pattern, or one of more than 1,000 characters";
    case "bad-pattern":
      return `its pattern is not a regular expression: ${fault.detail}`;
    case "no-keyword":
      return "it needs keywords: words that stand in or beside every secret of its kind";
    case "short-keyword":
      return `the keyword "${fault.detail}" has fewer than three characters`;
    case "bad-severity":
      return "its severity is not certain, likely or possible";
    case "no-such-group":
      return "its pattern has no such group";
  }
}
