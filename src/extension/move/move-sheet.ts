import * as vscode from "vscode";
import { vaultIcon } from "../ask-vault.ts";
import type { Row } from "../ask.ts";
import type { Services } from "../services.ts";
import { choiceRow } from "../choice-row.ts";
import { askSheet, type Step } from "../sheet-loop.ts";
import { keyWords, type MoveState, placeWords, vaultWords } from "./move-choices.ts";
import { avoidTaken, type MoveSubject, type SheetWords } from "./move-proposal.ts";
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

const MOVE = (): SheetWords => ({
  title: MOVE_TITLE,
  accept: "Move",
  placeholder: vscode.l10n.t("Press Enter to move, or choose a line to change it"),
});
const REPLACE = (): SheetWords => ({
  title: MOVE_TITLE,
  accept: "Replace",
  placeholder: vscode.l10n.t("Press Enter to replace, or choose a line to change it"),
});

const isStored = ({ held }: MoveState): boolean => held === "same";

/** Asks where one secret goes, with everything filled in. Undefined where the person left. */
export async function askMove(
  services: Services,
  subject: MoveSubject,
  first: MoveState,
): Promise<MoveState | undefined> {
  const ask = questions(services, subject);
  const words = subject.words ?? (isStored(first) ? REPLACE() : MOVE());
  const rows = (state: MoveState): readonly Row<Step<MoveState>>[] => [
    {
      label: subject.words?.accept ?? (isStored(state) ? REPLACE() : MOVE()).accept,
      description: isStored(state)
        ? vscode.l10n.t("{0} · it is stored already, nothing is written", subject.heading)
        : subject.heading,
      icon: "lock",
      value: { kind: "accept" },
    },
    choiceRow("Vault", vaultWords(state), vaultIcon(state.server), ask.vault),
    choiceRow("Secret", placeWords(state), "shield", ask.secret),
    choiceRow("Key", keyWords(state), "key", ask.key),
    choiceRow("Variable", state.variable, "symbol-variable", ask.variable),
    choiceRow("Mapping", vscode.workspace.asRelativePath(state.mapping), "list-flat", ask.mapping),
  ];
  const { title, placeholder } = words;
  const refine = async (state: MoveState): Promise<MoveState> => avoidTaken(services, subject.value, state);
  return askSheet<MoveState>(services.ask, { title, placeholder, rows, refine }, first);
}
