import {
  languages,
  l10n,
  type Disposable,
  type TextDocument,
  type Uri,
  window,
  workspace,
  WorkspaceEdit,
  Range,
  Position,
  DocumentDropEdit,
  DocumentDropOrPasteEditKind,
} from "vscode";
import { ExpectedError } from "../../core/errors.ts";
import type { MappingChange } from "../../core/migration/move.ts";
import { planInsert, takesReference } from "../../core/migration/plan-insert.ts";
import { addToMapping } from "../../core/references/mapping-edits.ts";
import { variableForKey } from "../../core/references/variable-for-key.ts";
import { applyEdits, type TextEdit } from "../../core/text/edits.ts";
import { approveOwnWrite } from "../move/approve-own-write.ts";
import { MAPPING_NAME, mappingDocument, mappingFor, mappingText } from "../move/mapping-place.ts";
import { registerCommand } from "../register-command.ts";
import { requireTrust } from "../require-trust.ts";
import type { Services } from "../services.ts";
import { chooseKey } from "./choose.ts";
import { referenceTo } from "./commands/copy-reference.ts";
import { type KeyPlace, lastPart } from "./place.ts";
import { findSecret } from "./search/find-secret.ts";
import type { SecretSearch } from "./search/secret-search.ts";
import { secretsAndKeys } from "./selection.ts";

/** What puts a value into a document: the text at the place, everything else as one edit. */
interface Insertion {
  readonly text: string;
  readonly others: WorkspaceEdit;
  readonly mapping: { readonly uri: Uri; readonly change: MappingChange } | undefined;
}

/** The command *Insert Reference…*: a key of a row, or one that is searched, at the cursor. */
export function insertReferenceCommand(services: Services, search: SecretSearch): Disposable {
  return registerCommand(services, "lockers.insertReference", async (...args) => {
    const title = l10n.t("Insert Reference");
    const editor = window.activeTextEditor;
    if (editor === undefined) {
      throw new ExpectedError({
        code: "bad-input",
        what: title,
        reason: l10n.t("open the file it is to go into first"),
      });
    }
    requireTrust(l10n.t("inserted"));
    const [row] = args.length === 0 ? [] : secretsAndKeys(services.selection, args);
    const found = row ?? (await findSecret(services, search, { title }))?.value;
    if (found === undefined) throw new ExpectedError({ code: "cancelled" });
    const place = await chooseKey(services, title, found);
    const { document, selection } = editor;
    const { text, others, mapping } = await insertion(services, document, selection.active, place);
    others.replace(document.uri, new Range(selection.active, selection.active), text);
    // As a refactoring, VS Code saves again what was saved before.
    if (!(await workspace.applyEdit(others, { isRefactoring: true }))) {
      throw new ExpectedError({ code: "document-changed", file: workspace.asRelativePath(document.uri) });
    }
    if (mapping !== undefined) await approveOwnWrite(services, mapping.uri, mapping.change);
    await window.showTextDocument(document);
  });
}

/** A key that is dragged from the Secrets view into an editor is inserted as the command does it. */
export function dropKeysIntoEditors(services: Services, mime: string, dragged: () => KeyPlace | undefined): Disposable {
  return languages.registerDocumentDropEditProvider(
    [{ scheme: "file" }, { scheme: "vscode-remote" }, { scheme: "untitled" }],
    {
      provideDocumentDropEdits: async (document, position, data) => {
        const place = dragged();
        if (data.get(mime) === undefined || place === undefined || !workspace.isTrusted) return undefined;
        const { text, others, mapping } = await insertion(services, document, position, place);
        const edit = new DocumentDropEdit(text, l10n.t("Insert Reference"), KIND);
        edit.additionalEdit = others;
        if (mapping !== undefined) approveOnceWritten(services, mapping.uri, mapping.change);
        return edit;
      },
    },
    { dropMimeTypes: [mime], providedDropEditKinds: [KIND] },
  );
}

const KIND = DocumentDropOrPasteEditKind.Empty.append("lockers", "reference");
/** VS Code applies a drop after it was answered, and tells nobody. */
const WRITTEN_WITHIN_MS = 10_000;

async function insertion(
  services: Services,
  document: TextDocument,
  position: Position,
  place: KeyPlace,
): Promise<Insertion> {
  const reference = await referenceTo(services, place);
  const { languageId } = document;
  const { path } = document.uri;
  if (takesReference({ path, languageId })) return { text: reference, others: new WorkspaceEdit(), mapping: undefined };
  const uri = await mappingFor(document.uri);
  const before = await mappingText(uri);
  const file = workspace.asRelativePath(uri);
  const variable = variableForKey(
    { text: before ?? "", file },
    { secret: lastPart(place.at), key: place.key, reference },
  );
  const plan = planInsert({
    text: document.getText(),
    path,
    languageId,
    at: document.offsetAt(position),
    variable,
    reference,
    mappingName: MAPPING_NAME,
  });
  const others = new WorkspaceEdit();
  addEdits(others, document, plan.others);
  const edits = plan.mapping.length === 0 ? [] : addToMapping(before ?? "", file, plan.mapping);
  if (edits.length === 0) return { text: plan.expression, others, mapping: undefined };
  const change = { before, edits, after: applyEdits(before ?? "", edits) };
  if (before === undefined) {
    others.createFile(uri, { ignoreIfExists: false });
    others.insert(uri, new Position(0, 0), change.after);
  } else addEdits(others, await mappingDocument(uri, before), edits);
  return { text: plan.expression, others, mapping: { uri, change } };
}

function addEdits(edit: WorkspaceEdit, document: TextDocument, edits: readonly TextEdit[]): void {
  for (const { start, end, text } of edits) {
    edit.replace(document.uri, new Range(document.positionAt(start), document.positionAt(end)), text);
  }
}

/** Saves the mapping once it holds the line, so that programs find it, and keeps it approved. */
function approveOnceWritten(services: Services, uri: Uri, change: MappingChange): void {
  const heard = workspace.onDidChangeTextDocument(({ document }) => {
    if (document.uri.toString() !== uri.toString() || document.getText() !== change.after) return;
    end();
    void document.save().then(async () => approveOwnWrite(services, uri, change));
  });
  const timer = setTimeout(() => heard.dispose(), WRITTEN_WITHIN_MS);
  const end = (): void => {
    clearTimeout(timer);
    heard.dispose();
  };
}
