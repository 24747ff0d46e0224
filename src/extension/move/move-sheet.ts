import * as vscode from "vscode";
import { vaultIcon } from "../ask-vault.ts";
import type { Row } from "../ask.ts";
import type { Services } from "../services.ts";
import { choiceRow } from "../choice-row.ts";
import { askSheet, type Step } from "../sheet-loop.ts";
import { keyWords, type MoveState, placeWords, vaultWords } from "./move-choices.ts";
import { avoidTaken, type MoveSubject } from "./move-proposal.ts";
import { keyChange, mappingChange, MOVE_TITLE, secretChange, variableChange, vaultChange } from "./move-questions.ts";

function questions(services: Services, subject: MoveSubject) {
  return {
    vault: vaultChange(services, subject),
    secret: secretChange(services),
    key: keyChange(services),
    variable: variableChange(services),
    mapping: mappingChange<MoveState>(services),
  };
}

/** Asks where one secret goes, with everything filled in. Undefined where the person left. */
export async function askMove(
  services: Services,
  subject: MoveSubject,
  first: MoveState,
): Promise<MoveState | undefined> {
  const ask = questions(services, subject);
  const rows = (state: MoveState): readonly Row<Step<MoveState>>[] => [
    state.held === "same"
      ? {
          label: "Replace",
          description: vscode.l10n.t("{0} · it is stored already, nothing is written", subject.heading),
          icon: "lock",
          value: { kind: "accept" },
        }
      : { label: "Move", description: subject.heading, icon: "lock", value: { kind: "accept" } },
    choiceRow("Vault", vaultWords(state), vaultIcon(state.server), ask.vault),
    choiceRow("Secret", placeWords(state), "shield", ask.secret),
    choiceRow("Key", keyWords(state), "key", ask.key),
    choiceRow("Variable", state.variable, "symbol-variable", ask.variable),
    choiceRow("Mapping", vscode.workspace.asRelativePath(state.mapping), "list-flat", ask.mapping),
  ];
  return askSheet<MoveState>(
    services.ask,
    {
      title: MOVE_TITLE,
      placeholder:
        first.held === "same"
          ? vscode.l10n.t("Press Enter to replace, or choose a line to change it")
          : vscode.l10n.t("Press Enter to move, or choose a line to change it"),
      rows,
      refine: async (state) => avoidTaken(services, subject.value, state),
    },
    first,
  );
}
