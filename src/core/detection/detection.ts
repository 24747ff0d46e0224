import { ruleName } from "./catalogue.ts";
import { parseCustomRules } from "./custom/parse-custom-rules.ts";
import { withCustom } from "./custom/with-custom.ts";
import { createDetector, type Detector } from "./detector.ts";
import type { RuleName } from "./rule.ts";

/** The engine together with the names of its rules. Hosts load this module when something is scanned, not before. */
export interface Detection {
  readonly detector: Detector;
  /** How to speak of a rule; undefined for one that this version does not have. */
  readonly ruleName: (id: string) => RuleName | undefined;
  /** Rules of a person's own, and how what they find joins the rest. */
  readonly parseCustomRules: typeof parseCustomRules;
  readonly withCustom: typeof withCustom;
}

/** Detection with every rule there is. */
export function createDetection(): Detection {
  return { detector: createDetector(), ruleName, parseCustomRules, withCustom };
}
