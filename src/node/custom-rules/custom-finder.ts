import type { CustomMatch } from "../../core/detection/custom/custom-matches.ts";
import type { CustomRule } from "../../core/detection/custom/custom-rule.ts";
import { createRuleThread, type RuleAnswer, type RuleLoss } from "./rule-thread.ts";

/**
 * Runs a person's rules in a thread of their own. A rule that does not come to an end or fails is left out from then on;
 * without a thread all of them are.
 */
export interface CustomFinder {
  /** Starts the thread before it is needed, so that a host that uses `findNow` need not wait for one that cannot start. */
  readonly prepare: () => Promise<void>;
  readonly find: (text: string, rules: readonly CustomRule[]) => Promise<readonly CustomMatch[]>;
  /** The same, and nothing else happens in this thread meanwhile. A finder is used in one of the two ways only. */
  readonly findNow: (text: string, rules: readonly CustomRule[]) => readonly CustomMatch[];
  end(): void;
}

export interface CustomFinderParts {
  /** The worker, as a file. */
  readonly script: string | URL;
  /** Called once for each rule that was switched off. */
  readonly onSwitchedOff: (rule: CustomRule, why: RuleLoss) => void;
  /** Called once where the thread could not be started. */
  readonly onNoThread: () => void;
}

/** By the pattern too: a rule that the person has mended runs again. */
const keyOf = ({ id, pattern }: CustomRule): string => `${id}\0${pattern}`;

export function createCustomFinder({ script, onSwitchedOff, onNoThread }: CustomFinderParts): CustomFinder {
  const thread = createRuleThread(script);
  const off = new Set<string>();
  let hasThread = true;
  const left = (rules: readonly CustomRule[]): readonly CustomRule[] =>
    hasThread ? rules.filter((rule) => !off.has(keyOf(rule))) : [];
  const leaveOut = (answer: Exclude<RuleAnswer, { readonly kind: "found" }>): void => {
    if (answer.kind === "no-thread") {
      if (hasThread) onNoThread();
      hasThread = false;
      return;
    }
    const { rule, why } = answer;
    if (off.has(keyOf(rule))) return;
    off.add(keyOf(rule));
    onSwitchedOff(rule, why);
  };
  return {
    prepare: async () => {
      if (!(await thread.starts())) leaveOut({ kind: "no-thread" });
    },
    find: async (text, rules) => {
      for (;;) {
        const answer = await thread.find(text, left(rules));
        if (answer.kind === "found") return answer.matches;
        leaveOut(answer);
      }
    },
    findNow: (text, rules) => {
      for (;;) {
        const answer = thread.findNow(text, left(rules));
        if (answer.kind === "found") return answer.matches;
        leaveOut(answer);
      }
    },
    end: () => thread.end(),
  };
}
