import * as vscode from "vscode";
import { moveSecret, type MoveEditor, type MoveResult } from "../../core/migration/move.ts";
import { planPaste } from "../../core/migration/plan-paste.ts";
import { findingPath } from "../editor/finding-path.ts";
import { findingName } from "../editor/finding-words.ts";
import { finishMove } from "../move/finish-move.ts";
import { folderOf, MAPPING_NAME, mappingFor } from "../move/mapping-place.ts";
import type { MoveState } from "../move/move-choices.ts";
import { moveEditor } from "../move/move-editor.ts";
import { firstServer, MOVE_AUDIT, type MoveSubject, proposeFor, vaultChoice } from "../move/move-proposal.ts";
import { askMove } from "../move/move-sheet.ts";
import type { MoveParts } from "../move/run-move.ts";
import { proposeStored } from "../move/stored-proposal.ts";
import { reportProblem } from "../report-problem.ts";
import { holds, type Pasted, pastePlain, takeOut } from "./pasted.ts";

function subjectOf({ document, finding, secret }: Pasted, { rules }: MoveParts): MoveSubject {
  const file = findingPath(document.uri).split("/").at(-1) ?? "";
  const name = findingName(finding, rules);
  return {
    heading: file === "" ? name : vscode.l10n.t("{0} for {1}", name, file),
    words: {
      title: vscode.l10n.t("Paste as Vault Reference"),
      accept: vscode.l10n.t("Store and Paste"),
      placeholder: vscode.l10n.t("Press Enter to store and paste, or choose a line to change it; Esc pastes the text"),
    },
    finding,
    project: folderOf(document.uri)?.name ?? "app",
    value: secret,
  };
}

async function ask(parts: MoveParts, pasted: Pasted): Promise<MoveState | undefined> {
  const { services } = parts;
  const subject = subjectOf(pasted, parts);
  const mapping = await mappingFor(pasted.document.uri);
  const place = services.known.values.placesOf(pasted.secret.reveal())[0];
  const first =
    place === undefined
      ? { ...proposeFor(subject, await vaultChoice(services, await firstServer(services))), mapping }
      : await proposeStored(services, subject, place, mapping);
  return askMove(services, subject, first);
}

/** To the move the document is the one before the paste; the reference is taken out for the edit that also has the mapping. */
function editorFor(pasted: Pasted, mapping: vscode.Uri): MoveEditor {
  const { document, before, after } = pasted;
  const plain = moveEditor(document, mapping);
  return {
    ...plain,
    document: async () => {
      if (document.isClosed) return undefined;
      const isThere = holds(document, after) || holds(document, before);
      return isThere ? { version: 0, text: before } : { version: 1, text: document.getText() };
    },
    apply: async (change) =>
      (await takeOut(pasted))
        ? plain.apply({ ...change, version: document.version })
        : { applied: false, saved: false },
  };
}

async function store({ services, reused, restored }: MoveParts, pasted: Pasted, state: MoveState): Promise<MoveResult> {
  const { document, secret, before, ranges } = pasted;
  const site = { path: findingPath(document.uri), languageId: document.languageId, text: before };
  const spans = spansOf(before, ranges);
  let isPasted = false;
  const result = await moveSecret(
    {
      document: { ...site, version: 0 },
      finding: { start: 0, end: 0 },
      source: {
        plan: (naming) => planPaste({ ...site, ...naming, ranges: spans, secret: secret.reveal() }),
        // Until it is done, the secret goes into the document after all where anything fails.
        remains: async () => !isPasted,
      },
      place: { server: state.server, at: state.at, key: state.key },
      replaceOnly: state.held === "same",
      variable: state.variable,
      mappingName: MAPPING_NAME,
    },
    { connections: services.connections(), editor: editorFor(pasted, state.mapping), reused, restored },
    { audit: MOVE_AUDIT },
  );
  isPasted = true;
  return result;
}

/** Offsets of ranges in a text, in its order. */
export function spansOf(
  text: string,
  ranges: readonly vscode.Range[],
): readonly { readonly start: number; readonly end: number }[] {
  const lines = [0];
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) lines.push(at + 1);
  const offset = ({ line, character }: vscode.Position): number => (lines[line] ?? text.length) + character;
  return ranges
    .map(({ start, end }) => ({ start: offset(start), end: offset(end) }))
    .toSorted((a, b) => a.start - b.start);
}

/**
 * Stores a secret whose reference was pasted. Where the person leaves, or anything fails, what was copied is pasted as
 * it is: a paste is never lost.
 */
export async function storePasted(parts: MoveParts, pasted: Pasted): Promise<boolean> {
  const { services } = parts;
  try {
    const state = await ask(parts, pasted);
    if (state !== undefined) {
      await finishMove(parts, pasted, state, async () => store(parts, pasted, state));
      return true;
    }
    await instead(pasted);
  } catch (error) {
    await instead(pasted);
    await reportProblem(services, "paste guard", error, async () => undefined);
  }
  return false;
}

async function instead(pasted: Pasted): Promise<void> {
  if (await pastePlain(pasted)) return;
  const text = vscode.l10n.t("Not pasted: the document changed meanwhile. The value is still on the clipboard.");
  vscode.window.setStatusBarMessage(text, 8_000);
}
