import type { CustomMatch } from "../../core/detection/custom/custom-matches.ts";
import type { CustomRule } from "../../core/detection/custom/custom-rule.ts";
import { createRuleThread } from "./rule-thread.ts";

/** Runs a person's rules in a thread of their own. A rule that does not come to an end is left out from then on. */
export interface CustomFinder {
  readonly find: (text: string, rules: readonly CustomRule[]) => Promise<readonly CustomMatch[]>;
  /** The same, and nothing else happens in this thread meanwhile. A finder is used in one of the two ways only. */
  readonly findNow: (text: string, rules: readonly CustomRule[]) => readonly CustomMatch[];
  end(): void;
}

export interface CustomFinderParts {
  /** The worker, as a file. */
  readonly script: string | URL;
  /** Called once for each rule that was switched off. */
  readonly onSwitchedOff: (rule: CustomRule) => void;
}

/** By the pattern too: a rule that the person has mended runs again. */
const keyOf = ({ id, pattern }: CustomRule): string => `${id}\0${pattern}`;

export function createCustomFinder({ script, onSwitchedOff }: CustomFinderParts): CustomFinder {
  const thread = createRuleThread(script);
  const off = new Set<string>();
  const left = (rules: readonly CustomRule[]): readonly CustomRule[] => rules.filter((rule) => !off.has(keyOf(rule)));
  const switchOff = (rule: CustomRule): void => {
    if (off.has(keyOf(rule))) return;
    off.add(keyOf(rule));
    onSwitchedOff(rule);
  };
  return {
    find: async (text, rules) => {
      for (;;) {
        const answer = await thread.find(text, left(rules));
        if (answer.kind === "found") return answer.matches;
        switchOff(answer.rule);
      }
    },
    findNow: (text, rules) => {
      for (;;) {
        const answer = thread.findNow(text, left(rules));
        if (answer.kind === "found") return answer.matches;
        switchOff(answer.rule);
      }
    },
    end: () => thread.end(),
  };
}
