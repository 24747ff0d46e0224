import { commands, l10n } from "vscode";
import { type CustomRule, type CustomRuleProblem, faultWords } from "../../core/detection/custom/custom-rule.ts";
import type { RuleLoss } from "../../node/custom-rules/rule-thread.ts";
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

/** Says that a rule does not run any more in this window. */
export async function tellSwitchedOff(ask: Ask, { id }: CustomRule, why: RuleLoss): Promise<void> {
  const text =
    why === "endless"
      ? l10n.t('The rule "{0}" is off in this window: its pattern did not come to an end.', id)
      : l10n.t('The rule "{0}" is off in this window: its pattern could not be carried out.', id);
  await tell(ask, text);
}

/** Says that no rule of the person runs in this window. */
export async function tellNoThread(ask: Ask): Promise<void> {
  await tell(ask, l10n.t("The rules in {0} are off in this window: the thread they run in did not start.", SETTING));
}
