import { commands, l10n } from "vscode";
import { type CustomRuleProblem, faultWords } from "../../core/detection/custom/custom-rule.ts";
import type { LostRule } from "../../node/workspace-scan/scan-messages.ts";
import type { Ask } from "../ask.ts";

const SETTING = "lockers.detection.rules";
const NAMED = 3;

async function tell(ask: Ask, text: string): Promise<void> {
  const open = l10n.t("Open Settings");
  const pressed = await ask.toast({ level: "warning", text, buttons: [open] });
  if (pressed === open) await commands.executeCommand("workbench.action.openSettings", SETTING);
}

/** Says which rules are left out, and why; those that can be used are. */
export async function tellProblems(ask: Ask, problems: readonly CustomRuleProblem[]): Promise<void> {
  const named = problems.slice(0, NAMED).map(({ rule, reason }) => `${rule}: ${faultWords(reason)}.`);
  const more = problems.length > NAMED ? [l10n.t("{0} more.", problems.length - NAMED)] : [];
  const heading =
    problems.length === 1
      ? l10n.t("1 rule in {0} is left out.", SETTING)
      : l10n.t("{0} rules in {1} are left out.", problems.length, SETTING);
  await tell(ask, [heading, ...named, ...more].join(" "));
}

/** Says which rules do not run any more, each once in a window, whoever found out. */
export interface RuleTelling {
  readonly lost: (rule: LostRule) => void;
}

function lostWords(rule: LostRule): string {
  switch (rule.why) {
    case "no-thread":
      return l10n.t("The rules in {0} are off in this window: the thread they run in did not start.", SETTING);
    case "endless":
      return l10n.t('The rule "{0}" is off in this window: its pattern did not come to an end.', rule.id);
    case "failed":
    default:
      return l10n.t('The rule "{0}" is off in this window: its pattern could not be carried out.', rule.id);
  }
}

export function createRuleTelling(ask: Ask): RuleTelling {
  const told = new Set<string>();
  return {
    lost: (rule) => {
      // By the pattern too: a rule that was mended, and is lost again, is news.
      const key = rule.why === "no-thread" ? "" : `${rule.id}\0${rule.pattern}`;
      if (told.has(key)) return;
      told.add(key);
      void tell(ask, lostWords(rule));
    },
  };
}
