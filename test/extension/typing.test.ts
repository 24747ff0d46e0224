import assert from "node:assert/strict";
import {
  type CodeAction,
  CodeActionKind,
  commands,
  ConfigurationTarget,
  Disposable,
  EndOfLine,
  EventEmitter,
  type FileChangeEvent,
  type FileStat,
  type FileSystemProvider,
  FileSystemError,
  FileType,
  languages,
  NotebookCellData,
  NotebookCellKind,
  NotebookData,
  NotebookRange,
  Range,
  Selection,
  type TextDocument,
  type TextEditor,
  Uri,
  window,
  workspace,
  NotebookEdit,
  WorkspaceEdit,
} from "vscode";
import { pendingChanges } from "../../src/extension/editor/pending-changes.ts";
import { leadsTo } from "../support/leads-to.ts";
import type { TestContext, Tests } from "./harness.ts";
import { hints, marked, marks, marksCount, newFile, PASSWORD, scannedAnew } from "./support/findings.ts";

const line = (name: string, value = PASSWORD): string => `const ${name} = "${value}";\n`;

/** Twenty lines, every fourth with a secret. */
function program(): string {
  return Array.from({ length: 20 }, (_, index) =>
    index % 4 === 0 ? line(`dbPassword${index}`, `${PASSWORD}-${index}`) : `call(${index});\n`,
  ).join("");
}

async function editorOf(document: TextDocument): Promise<TextEditor> {
  return window.showTextDocument(document);
}

async function type(text: string): Promise<void> {
  await commands.executeCommand("type", { text });
}

/** Each way of changing a text that VS Code has, one after the other. */
const EDITS: Readonly<Record<string, (editor: TextEditor) => Promise<unknown>>> = {
  typing: async (editor) => {
    editor.selection = new Selection(1, 0, 1, 0);
    for (const letter of 'const apiPassword = "') await type(letter);
    for (const letter of PASSWORD) await type(letter);
  },
  "a paste of two lines": async (editor) =>
    editor.edit((edit) =>
      edit.insert(editor.document.positionAt(40), `\n${line("pastedPassword", "Qu4rry-Wren-91-Fern")}`),
    ),
  undo: async () => commands.executeCommand("undo"),
  redo: async () => commands.executeCommand("redo"),
  "several cursors": async (editor) => {
    editor.selections = [0, 5, 9, 13].map((row) => new Selection(row, 3, row, 3));
    await type("x");
    await type("y");
    await commands.executeCommand("deleteLeft");
  },
  "replace all": async (editor) => {
    const { document } = editor;
    const places = [...document.getText().matchAll(/Password/g)].map(({ index }) => index);
    await editor.edit((edit) => {
      for (const at of places) edit.replace(new Range(document.positionAt(at), document.positionAt(at + 8)), "Count");
    });
  },
  "undo of it": async () => commands.executeCommand("undo"),
  "another end of line": async (editor) => editor.edit((edit) => edit.setEndOfLine(EndOfLine.CRLF)),
  "deleted lines": async (editor) => {
    editor.selection = new Selection(2, 0, 8, 0);
    await commands.executeCommand("deleteLeft");
  },
  "moved lines": async (editor) => {
    editor.selection = new Selection(0, 0, 0, 0);
    await commands.executeCommand("editor.action.moveLinesDownAction");
    await commands.executeCommand("editor.action.copyLinesDownAction");
  },
  "everything anew": async (editor) =>
    editor.edit((edit) => edit.replace(new Range(0, 0, editor.document.lineCount, 0), program())),
};

/** Files in memory, as an extension would offer them. */
function memoryFiles(files: ReadonlyMap<string, string>): FileSystemProvider {
  const contents = new Map([...files].map(([path, text]) => [path, new TextEncoder().encode(text)]));
  const changed = new EventEmitter<FileChangeEvent[]>();
  const there = (uri: Uri): Uint8Array<ArrayBuffer> => {
    const bytes = contents.get(uri.path);
    if (bytes === undefined) throw FileSystemError.FileNotFound(uri);
    return bytes;
  };
  return {
    onDidChangeFile: changed.event,
    watch: () => new Disposable(() => undefined),
    stat: (uri): FileStat => ({ type: FileType.File, ctime: 0, mtime: 0, size: there(uri).length }),
    readDirectory: () => [],
    createDirectory: () => undefined,
    readFile: there,
    writeFile: (uri, bytes) => void contents.set(uri.path, new Uint8Array(bytes)),
    delete: (uri) => void contents.delete(uri.path),
    rename: () => undefined,
  };
}

async function setting(context: TestContext, id: string, value: boolean): Promise<void> {
  await workspace.getConfiguration().update(id, value, ConfigurationTarget.Global);
  context.cleanUp(async () => workspace.getConfiguration().update(id, undefined, ConfigurationTarget.Global));
}

export const tests: Tests = {
  "after every kind of edit the findings are those of a fresh scan": async (context) => {
    const document = await newFile(context, "edited.js", program());
    const editor = await editorOf(document);
    await marksCount(context, document, 5);
    for (const [name, edit] of Object.entries(EDITS)) {
      await edit(editor);
      await context.waitUntil(`the findings after ${name}`, () => {
        const [now, anew] = [marked(document), scannedAnew(document, "edited.js")];
        return now.length === anew.length && now.every((one, index) => one === anew[index]);
      });
      assert.deepEqual(marked(document), scannedAnew(document, "edited.js"), name);
    }
    assert.equal(marks(document).length, 5);
  },

  "what VS Code tells of an edit leads from the text before to the text after it": async (context) => {
    const document = await newFile(context, "told.js", program());
    const editor = await editorOf(document);
    let before = document.getText();
    let pending = pendingChanges(document.version, before.length);
    const listener = workspace.onDidChangeTextDocument((event) => {
      if (event.document === document && event.contentChanges.length > 0) {
        pending.add(document.version, event.contentChanges);
      }
    });
    context.cleanUp(() => listener.dispose());
    for (const [name, edit] of Object.entries(EDITS)) {
      await edit(editor);
      const after = document.getText();
      const changes = pending.since(document.version, after.length);
      assert.ok(changes && leadsTo(before, after, changes), name);
      before = after;
      pending = pendingChanges(document.version, before.length);
    }
  },

  "a text without a file is scanned, and forgotten when it closes": async (context) => {
    const document = await workspace.openTextDocument({ language: "javascript", content: line("dbPassword") });
    await window.showTextDocument(document);
    await marksCount(context, document, 1);
    await commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
    await context.waitUntil("no finding of a closed text", () => marks(document).length === 0);
  },

  "each cell of a notebook is scanned while it is written, and what a program printed is not": async (context) => {
    const cell = new NotebookCellData(NotebookCellKind.Code, `db_password = "${PASSWORD}"`, "python");
    const words = new NotebookCellData(NotebookCellKind.Markup, "# A notebook", "markdown");
    const notebook = await workspace.openNotebookDocument("jupyter-notebook", new NotebookData([words, cell]));
    await window.showNotebookDocument(notebook);
    context.cleanUp(async () => commands.executeCommand("workbench.action.revertAndCloseActiveEditor"));
    const { document } = notebook.cellAt(1);
    await marksCount(context, document, 1);
    assert.equal(document.getText(marks(document)[0]?.range), PASSWORD);
    assert.equal(marks(notebook.cellAt(0).document).length, 0);
    const edit = new WorkspaceEdit();
    edit.insert(document.uri, document.positionAt(0), `api_password = "Qu4rry-Wren-91-Fern"\n`);
    await workspace.applyEdit(edit);
    await marksCount(context, document, 2);
    const removal = new WorkspaceEdit();
    removal.set(notebook.uri, [NotebookEdit.deleteCells(new NotebookRange(1, 2))]);
    await workspace.applyEdit(removal);
    await context.waitUntil("no finding of a cell that is gone", () => marks(document).length === 0);
  },

  "files of a file system that an extension offers are scanned where they can be written": async (context) => {
    const files = new Map([["/shop/config.js", line("dbPassword")]]);
    const writable = workspace.registerFileSystemProvider("lockers-memory", memoryFiles(files));
    const fixed = workspace.registerFileSystemProvider("lockers-fixed", memoryFiles(files), { isReadonly: true });
    context.cleanUp(() => Disposable.from(writable, fixed).dispose());
    context.cleanUp(async () => commands.executeCommand("workbench.action.closeAllEditors"));
    const old = await workspace.openTextDocument(Uri.parse("lockers-fixed:/shop/config.js"));
    await window.showTextDocument(old);
    const document = await workspace.openTextDocument(Uri.parse("lockers-memory:/shop/config.js"));
    const editor = await window.showTextDocument(document);
    await marksCount(context, document, 1);
    assert.equal(marks(old).length, 0);
    await editor.edit((edit) => edit.insert(document.positionAt(0), line("apiPassword", "Qu4rry-Wren-91-Fern")));
    await marksCount(context, document, 2);
    await document.save();
  },

  "another language and another name: the findings are of the document as it is now": async (context) => {
    const document = await newFile(context, "named.js", line("dbPassword"));
    await marksCount(context, document, 1);
    await languages.setTextDocumentLanguage(document, "plaintext");
    await marksCount(context, document, 1);
    const moved = Uri.joinPath(context.workspace, "renamed.js");
    context.cleanUp(async () => workspace.fs.delete(moved));
    const edit = new WorkspaceEdit();
    edit.renameFile(document.uri, moved);
    await workspace.applyEdit(edit);
    await context.waitUntil("a finding under the new name", () => marks({ uri: moved }).length === 1);
    await context.waitUntil("none under the old one", () => marks(document).length === 0);
  },

  "settings count at once: no detection, and what is only possible": async (context) => {
    const document = await newFile(context, "test/set.test.js", line("dbPassword"));
    const other = await newFile(context, "set.js", line("dbPassword"));
    await marksCount(context, other, 1);
    assert.equal(hints(document).length, 0);
    await setting(context, "lockers.detection.showPossible", true);
    await context.waitUntil("the possible one as a hint", () => hints(document).length === 1);
    assert.equal(hints(document)[0]?.message, 'May be a password: "dbPassword".');
    await setting(context, "lockers.detection.enabled", false);
    await context.waitUntil("nothing", () => hints(document).length + marks(other).length === 0);
    await setting(context, "lockers.detection.enabled", true);
    await marksCount(context, other, 1);
  },

  "a private key is underlined whole, over its lines": async (context) => {
    const body = Array.from({ length: 4 }, (_, row) =>
      Buffer.from(`row ${row} ${"kZ8!qP2$vN5^".repeat(3)}`).toString("base64"),
    );
    const key = ["-----BEGIN PRIVATE KEY-----", ...body, "-----END PRIVATE KEY-----"].join("\n");
    const document = await newFile(context, "key.pem", `${key}\n`);
    await marksCount(context, document, 1);
    assert.equal(document.getText(marks(document)[0]?.range), key);
  },

  "an id and its secret are one finding, which tells where the id is": async (context) => {
    const id = ["AKIA", "Q3XZ7LMPW4RT2VYB"].join("");
    const secret = ["wJ8rK2nT5vX9", "bQ4mZ7pL1sD6fG3hY0cA", "eR+u/i8o"].join("");
    const document = await newFile(
      context,
      "aws.ini",
      `aws_access_key_id = ${id}\naws_secret_access_key = ${secret}\n`,
    );
    await marksCount(context, document, 1);
    const [found] = marks(document);
    const [related] = found?.relatedInformation ?? [];
    assert.equal(document.getText(related?.location.range), id);
    assert.equal(found?.message.includes(id), false);
  },

  "nothing that runs on save, or by itself, moves a secret": async (context) => {
    const document = await newFile(context, "fixall.js", line("dbPassword"));
    await marksCount(context, document, 1);
    const range = marks(document)[0]?.range;
    for (const kind of [CodeActionKind.SourceFixAll, CodeActionKind.Source, CodeActionKind.RefactorRewrite]) {
      const offered = await commands.executeCommand<CodeAction[]>(
        "vscode.executeCodeActionProvider",
        document.uri,
        range,
        kind.value,
      );
      assert.deepEqual(
        offered.filter(({ command }) => command?.command.startsWith("lockers.")),
        [],
        kind.value,
      );
    }
  },

  "a large file is left out": async (context) => {
    const large = await newFile(context, "large.js", line("dbPassword") + "call();\n".repeat(700_000));
    const small = await newFile(context, "small.js", line("dbPassword"));
    await marksCount(context, small, 1);
    assert.equal(marks(large).length, 0);
  },
};
