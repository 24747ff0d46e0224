import * as vscode from "vscode";
import { ExpectedError } from "../../core/errors.ts";
import type { Finding, ScanContext } from "../../core/detection/finding.ts";
import type { MovePlan } from "../../core/migration/plan.ts";
import { planPaste } from "../../core/migration/plan-paste.ts";
import { Secret } from "../../core/secrets/secret.ts";
import { applyEdits } from "../../core/text/edits.ts";
import { findingPath } from "../editor/finding-path.ts";
import { isPersonsScheme } from "../editor/scannable-document.ts";
import { folderOf, MAPPING_NAME } from "../move/mapping-place.ts";
import type { MoveParts } from "../move/run-move.ts";
import { offeredVariable } from "../move/suggest-place.ts";
import type { Pasted } from "./pasted.ts";
import { recognisePaste } from "./recognise-paste.ts";
import { spansOf } from "./store-pasted.ts";

export interface PasteGuardParts extends MoveParts {
  readonly scan: (text: string, context: ScanContext) => readonly Finding[];
  readonly isEnabled: (document: vscode.Uri) => boolean;
}

export const PASTE_KIND = vscode.DocumentDropOrPasteEditKind.Empty.append("lockers", "vaultReference");
/** Stands for the reference until the person has chosen the place. */
const ANY_REFERENCE = "vault://local/secret/app/value";
const MAX_LENGTH = 2_000_000;

function canPasteInto(document: vscode.TextDocument, { isEnabled }: PasteGuardParts): boolean {
  const { scheme, path } = document.uri;
  if (!vscode.workspace.isTrusted || scheme === "vscode-notebook-cell" || path.endsWith(`/${MAPPING_NAME}`))
    return false;
  const isPersons = isPersonsScheme(scheme, (name) => vscode.workspace.fs.isWritableFileSystem(name));
  return isPersons && folderOf(document.uri) !== undefined && isEnabled(document.uri);
}

/** What would be pasted instead; undefined where the text is no secret, or no running code could be left. */
function referenceFor(
  document: vscode.TextDocument,
  ranges: readonly vscode.Range[],
  copied: string,
  parts: PasteGuardParts,
): { readonly pasted: Pasted; readonly plan: MovePlan } | undefined {
  const before = document.getText();
  if (before.length > MAX_LENGTH) return undefined;
  const path = findingPath(document.uri);
  const spans = spansOf(before, ranges);
  const found = recognisePaste(copied, { text: before, path, ranges: spans }, parts.scan);
  if (found === undefined) return undefined;
  const { secret, finding } = found;
  const naming = { variable: offeredVariable(finding.variable), reference: ANY_REFERENCE, mappingName: MAPPING_NAME };
  const { languageId } = document;
  try {
    const plan = planPaste({ path, languageId, text: before, ranges: spans, secret, ...naming });
    const after = applyEdits(before, plan.edits);
    const pasted = { document, finding, ranges, before, after, secret: Secret.of(secret), copied: Secret.of(copied) };
    return { pasted, plan };
  } catch (error) {
    if (!(error instanceof ExpectedError)) throw error;
    return undefined;
  }
}

function pasteEdit({ document }: Pasted, { edits }: MovePlan, isFirst: boolean): vscode.DocumentPasteEdit {
  const edit = new vscode.DocumentPasteEdit("", vscode.l10n.t("Paste as vault reference"), PASTE_KIND);
  edit.additionalEdit = new vscode.WorkspaceEdit();
  for (const { start, end, text } of edits) {
    const range = new vscode.Range(document.positionAt(start), document.positionAt(end));
    edit.additionalEdit.replace(document.uri, range, text);
  }
  if (!isFirst) edit.yieldTo = [vscode.DocumentDropOrPasteEditKind.Text];
  return edit;
}

/** What VS Code asks at each paste of a text. `expect` hears what was offered, which may never be pasted. */
export function pasteProvider(
  parts: PasteGuardParts,
  expect: (pasted: Pasted) => void,
): Required<Pick<vscode.DocumentPasteEditProvider, "provideDocumentPasteEdits">> {
  const { settings } = parts.services;
  return {
    provideDocumentPasteEdits: async (document, ranges, data) => {
      if (!canPasteInto(document, parts)) return [];
      const copied = (await data.get("text/plain")?.asString()) ?? "";
      const found = referenceFor(document, ranges, copied, parts);
      if (found === undefined) return [];
      expect(found.pasted);
      return [pasteEdit(found.pasted, found.plan, settings.read("lockers.pasteGuard") === "first")];
    },
  };
}
