import type { Severity } from "./finding.ts";
import type { LeadingRun } from "./leading-run.ts";

/** UTF-16 offsets; `end` is exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Where one of a rule's keywords stands in a text. */
export interface Place extends Span {
  readonly text: string;
  /** As `ScanContext.path`. */
  readonly path: string;
}

/**
 * `format`: the secret is told by its own shape; hosts say "{title} in the source."
 * `assignment`: it is told by what it is given to; hosts say "{name} is given a {title} in the source."
 */
export type RuleKind = "format" | "assignment";

/** A secret that a rule found. */
export interface Match extends Span {
  /** How sure the rule is, before the path is looked at. */
  readonly severity: Severity;
}

/** What tells a format, so that hosts can show what it looks like. */
export interface RuleShape {
  /** `prefix`: it begins with one of the marks. `inside`: it holds one. `beside`: one stands before it, the name of its provider. */
  readonly told: "prefix" | "inside" | "beside";
  readonly marks: readonly string[];
  /** Source of the pattern of what follows the mark (`prefix`), or of the whole secret. */
  readonly pattern: string;
  readonly hasChecksum: boolean;
}

/** What hosts need to know of a rule to speak of it. */
export interface RuleName {
  /** Stable, lower case with hyphens: it stands in committed files. */
  readonly id: string;
  /** Proper name: `Stripe live key`, or for assignments the noun, `password`. */
  readonly title: string;
  readonly kind: RuleKind;
  /** Undefined where no pattern tells the format: a private key, a password in an address. */
  readonly shape?: RuleShape;
}

/** One format of secrets. Rules hold no state: the same text gives the same result. */
export interface Rule extends RuleName {
  /** Lower case ASCII; `find` is called where one of them stands, in either case. */
  readonly keywords: readonly string[];
  /** Environment variable suggested where the source gives no name. */
  readonly variable: string;
  /** True for a keyword that `mayBeAt` refuses wherever it begins inside of a word. */
  readonly standsFree?: (keyword: string) => boolean;
  /** What stands behind the keyword wherever `mayBeAt` does not refuse it. */
  readonly follows?: () => LeadingRun;
  /**
   * False where `find` finds nothing for certain, told by a look at a few characters: most places of a keyword are such.
   * `start` and `end` are the keyword's. Rules may share one function: then it is asked once for all of them.
   */
  readonly mayBeAt?: (text: string, start: number, end: number) => boolean;
  /** True for a rule that looks farther than `NEAR_REACH`, up to `FAR_REACH`. */
  readonly looksFar?: () => boolean;
  /** The secrets at this place of a keyword, exactly; mostly `NONE`. Looks at no more than its reach before and after it. */
  find(place: Place): readonly Match[];
}

/**
 * How far from its keyword a rule looks, in UTF-16 units: what lies farther away may change without the keyword's being
 * looked at again. …
 */
export const NEAR_REACH = 2560;
/** … The longest tokens and keys need this. */
export const FAR_REACH = 20_480;

/** What most places hold. */
export const NONE: readonly Match[] = [];
