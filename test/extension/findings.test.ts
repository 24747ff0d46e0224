import assert from "node:assert/strict";
import {
  type CodeAction,
  type CodeLens,
  commands,
  type Diagnostic,
  DiagnosticSeverity,
  languages,
  Position,
  Selection,
  type TextDocument,
  Uri,
  window,
  workspace,
} from "vscode";
import type { TestContext, Tests } from "./harness.ts";
import { newFile } from "./support/findings.ts";

const SECRET = "plum-Lantern-8813-Quay";

function ours(document: TextDocument): readonly Diagnostic[] {
  return languages.getDiagnostics(document.uri).filter(({ source }) => source === "Lockers");
}

async function openSample({ workspace: folder, waitUntil }: TestContext, name: string): Promise<TextDocument> {
  const document = await workspace.openTextDocument(Uri.joinPath(folder, name));
  await window.showTextDocument(document);
  await waitUntil(`a finding in ${name}`, () => ours(document).length > 0);
  return document;
}

/** `resolved`: of so many VS Code asks what they say. */
async function lenses(document: TextDocument, resolved = 99): Promise<readonly CodeLens[]> {
  const found = await commands.executeCommand<CodeLens[] | undefined>(
    "vscode.executeCodeLensProvider",
    document.uri,
    resolved,
  );
  return found ?? [];
}

function lensTitles(found: readonly CodeLens[]): readonly (string | undefined)[] {
  return found.map(({ command }) => command?.title);
}

export const tests: Tests = {
  "a password in the source is underlined exactly, and its message does not hold it": async (context) => {
    const document = await openSample(context, "app.js");
    const [found] = ours(document);
    assert.equal(document.getText(found?.range), SECRET);
    assert.equal(found?.severity, DiagnosticSeverity.Information);
    assert.equal(found?.message, '"dbPassword" is given a password in the source.');
  },

  "quick fixes come in the order of how often they are wanted, and the move is preferred": async (context) => {
    const document = await openSample(context, "app.js");
    const range = ours(document)[0]?.range;
    const actions = await commands.executeCommand<CodeAction[]>(
      "vscode.executeCodeActionProvider",
      document.uri,
      range,
    );
    const offered = actions.filter(({ command }) => command?.command.startsWith("lockers."));
    assert.deepEqual(
      offered.map(({ title, isPreferred }) => [title, isPreferred === true]),
      [
        ["Move secret to vault…", true],
        ["Ignore this finding", false],
        ["Ignore this rule in this file", false],
      ],
    );
    assert.equal(JSON.stringify(offered).includes(SECRET), false);
  },

  "over the line stand Move to vault and Ignore, and what the move would put there": async (context) => {
    const document = await openSample(context, "app.js");
    const found = await context.waitUntil("lenses", async () => {
      const there = await lenses(document);
      return there.length > 0 && there;
    });
    assert.deepEqual(lensTitles(found), ["$(lock) Move to vault", "Ignore"]);
    assert.equal(found[0]?.command?.tooltip, "Stores it and puts process.env.DB_PASSWORD here");
    assert.equal(found[0]?.range.start.line, 3);
  },

  "in a short file they say so before VS Code asks, which it never does where it was slow to draw them": async (
    context,
  ) => {
    const text = 'const apiPassword = "gr4vel-Heron-22-Moss";\n';
    for (const [name, lines, said] of [
      ["short.js", 1, ["$(lock) Move to vault", "Ignore"]],
      ["long.js", 2_000, []],
    ] as const) {
      const document = await newFile(context, name, "\n".repeat(lines) + text);
      await context.waitUntil(`the finding in ${name}`, () => ours(document).length === 1);
      assert.deepEqual(lensTitles(await lenses(document, 0)), said);
      assert.equal((await lenses(document)).length, 2);
    }
  },

  "a secret being typed is underlined at once, but gets its lens only when the cursor has left": async (context) => {
    const document = await newFile(context, "typed.js", "\n\n");
    const editor = window.activeTextEditor;
    assert.ok(editor);
    await context.waitUntil("the first scan", async () => (await lenses(document)).length === 0);
    await editor.edit((edit) => edit.insert(new Position(0, 0), 'const apiPassword = "gr4vel-Heron-22-Moss";'));
    editor.selection = new Selection(0, 10, 0, 10);
    await context.waitUntil("the underline", () => ours(document).length === 1);
    assert.deepEqual(lensTitles(await lenses(document)), []);
    editor.selection = new Selection(1, 0, 1, 0);
    const found = await context.waitUntil("the lens", async () => {
      const there = await lenses(document);
      return there.length > 0 && there;
    });
    assert.equal(found.length, 2);
  },

  "an ignored finding leaves the editor and stands in .lockersignore without its value": async (context) => {
    const document = await openSample(context, "job.py");
    const ignoreFile = Uri.joinPath(context.workspace, ".lockersignore");
    context.cleanUp(async () => {
      // Emptied first: a file that is made and deleted within a moment may cause no event at all.
      await workspace.fs.writeFile(ignoreFile, new Uint8Array());
      await context.waitUntil("the finding again", () => ours(document).length === 1);
      await workspace.fs.delete(ignoreFile);
    });
    const editor = window.activeTextEditor;
    const at = ours(document)[0]?.range.start;
    assert.ok(editor && at);
    editor.selection = new Selection(at, at);
    await commands.executeCommand("lockers.ignoreFinding");
    await context.waitUntil("no finding", () => ours(document).length === 0);
    const text = new TextDecoder().decode(await workspace.fs.readFile(ignoreFile));
    assert.match(text, /^[0-9a-f]{32} {2}# generic-token job\.py\n$/);
  },

  "a file that is no person's text is left alone": async (context) => {
    const long = `const password = "gr4vel-Heron-22-Moss";${" ".repeat(30_000)}`;
    const minified = await newFile(context, "bundle.js", long);
    const document = await openSample(context, "app.js");
    await context.waitUntil("a scan of the other file", () => ours(document).length === 1);
    assert.equal(ours(minified).length, 0);
    await window.showTextDocument(minified);
  },

  "a mapping that names a server nobody has starts nothing, and the line says so": async (context) => {
    const document = await newFile(context, "lockers.env", "DB_PASSWORD=vault://nowhere/secret/shop/db/password\n");
    const before = window.terminals.length;
    const started = commands.executeCommand("lockers.openTerminal");
    const marked = await context.waitUntil("the mark", async () => {
      // The sheet that asks for approval: its first row allows.
      await commands.executeCommand("workbench.action.acceptSelectedQuickOpenItem");
      const [found] = ours(document);
      return found ?? false;
    });
    await started;
    assert.equal(marked.severity, DiagnosticSeverity.Error);
    assert.equal(marked.range.start.line, 0);
    assert.match(marked.message, /nowhere/);
    assert.equal(window.terminals.length, before);
  },
};
