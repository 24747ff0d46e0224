import { l10n } from "vscode";
import type { AskedNode, TroubleKind } from "../../core/servers/trouble.ts";
import type { NodeAnswer } from "../../core/servers/node-answer.ts";
import { describe } from "../messages.ts";

/** The state in the row's description. */
export const TROUBLE: Readonly<Record<TroubleKind, () => string>> = {
  sealed: () => l10n.t("sealed"),
  uninitialised: () => l10n.t("not set up yet"),
  "no-leader": () => l10n.t("no leader"),
  certificate: () => l10n.t("certificate"),
  "not-vault": () => l10n.t("not a Vault server"),
  unreachable: () => l10n.t("not reachable"),
};

/** `https://a:8200: sealed`: an address with its own answer. */
export function nodeWords({ address, answer }: AskedNode): string {
  return `${address}: ${answerWords(answer)}`;
}

/** What one node answered, in a few words. */
export function answerWords(answer: NodeAnswer): string {
  if (answer.kind === "problem") {
    const { problem } = answer;
    if (problem.code === "unreachable") return l10n.t("no answer");
    if (problem.code === "slow") return l10n.t("no answer within {0} s", problem.seconds);
    return describe(problem).text;
  }
  return STATES[answer.kind]();
}

const STATES: Readonly<Record<Exclude<NodeAnswer["kind"], "problem">, () => string>> = {
  active: () => l10n.t("ready"),
  standby: () => l10n.t("standby"),
  sealed: () => l10n.t("sealed"),
  uninitialised: () => l10n.t("not set up yet"),
};

/** `OpenBao 2.7 · ready`: what the address that is being typed answers. */
export function introduction(answer: Exclude<NodeAnswer, { kind: "problem" }>): string {
  const short = answer.version?.split(".").slice(0, 2).join(".");
  const product = answer.product ?? l10n.t("A Vault server");
  return `${short === undefined ? product : `${product} ${short}`} · ${STATES[answer.kind]()}`;
}
