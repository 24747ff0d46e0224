import assert from "node:assert/strict";
import { readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  type CodeAction,
  commands,
  DiagnosticTag,
  EventEmitter,
  type FileChangeEvent,
  FileSystemError,
  type FileSystemProvider,
  FileType,
  type Hover,
  type MarkdownString,
  Selection,
  type TextDocument,
  Uri,
  window,
  workspace,
  WorkspaceEdit,
} from "vscode";
import type { Tests } from "./harness.ts";
import { answering } from "./support/answers.ts";
import { documentOf, hints, ignoreFileOf, marks, marksCount, newFile, PASSWORD, textOf } from "./support/findings.ts";
import { closeTabs, tabs } from "./support/tabs.ts";

const SOURCE = `const dbPassword = "${PASSWORD}";\n`;

/** Puts the cursor into the first finding. */
function select(document: TextDocument): void {
  const at = marks(document)[0]?.range.start;
  assert.ok(at);
  const editor = window.activeTextEditor;
  assert.equal(editor?.document, document);
  editor.selection = new Selection(at, at);
}

async function fixes(document: TextDocument, row: number): Promise<readonly CodeAction[]> {
  const { range } = document.lineAt(row);
  const actions = await commands.executeCommand<CodeAction[]>("vscode.executeCodeActionProvider", document.uri, range);
  return actions.filter(({ command }) => command?.command.startsWith("lockers."));
}

async function run(action: CodeAction | undefined): Promise<void> {
  assert.ok(action?.command);
  await commands.executeCommand(action.command.command, ...(action.command.arguments ?? []));
}

async function hoverText(document: TextDocument): Promise<readonly MarkdownString[]> {
  const at = marks(document)[0]?.range.start;
  const hovers = await commands.executeCommand<Hover[]>("vscode.executeHoverProvider", document.uri, at);
  return hovers
    .flatMap(({ contents }) => contents)
    .filter((one): one is MarkdownString => typeof one === "object" && "value" in one);
}

export const tests: Tests = {
  "a list that is a link to another file is not written through": async (context) => {
    const list = ignoreFileOf(context);
    const outside = join(tmpdir(), `lockers-outside-${process.pid}.txt`);
    writeFileSync(outside, "as it was\n");
    symlinkSync(outside, list.fsPath);
    try {
      const document = await newFile(context, "linked.js", SOURCE);
      await marksCount(context, document, 1);
      select(document);
      answering(context);
      await commands.executeCommand("lockers.ignoreFinding").then(undefined, () => undefined);
      assert.equal(readFileSync(outside, "utf8"), "as it was\n");
      assert.equal(marks(document).length, 1);
    } finally {
      rmSync(list.fsPath, { force: true });
      rmSync(outside, { force: true });
    }
  },

  "a rule is ignored in one file by one line, and comes back with it": async (context) => {
    const file = ignoreFileOf(context);
    const document = await newFile(context, "rule one.js", `${SOURCE}const apiPassword = "Qu4rry-Wren-91-Fern";\n`);
    await marksCount(context, document, 2);
    select(document);
    await commands.executeCommand("lockers.ignoreRuleInFile");
    await marksCount(context, document, 0);
    assert.equal(await textOf(file), "/rule one.js  lockers:rule=generic-password\n");
    const other = await newFile(context, "other.js", SOURCE);
    await marksCount(context, other, 1);
    const list = await documentOf(context, file);
    await window.showTextDocument(list);
    const offered = await fixes(list, 0);
    assert.deepEqual(
      offered.map(({ title }) => title),
      ["Stop ignoring"],
    );
    await run(offered[0]);
    await marksCount(context, document, 2);
    assert.equal(await textOf(file), "");
  },

  "a finding on another line than the cursor's is not ignored by a slip": async (context) => {
    const document = await newFile(context, "slip.js", `\n\n${SOURCE}`);
    await marksCount(context, document, 1);
    for (const id of ["lockers.ignoreFinding", "lockers.ignoreRuleInFile", "lockers.ignoreWithComment"]) {
      await commands.executeCommand(id);
    }
    await assert.rejects(async () => textOf(Uri.joinPath(context.workspace, ".lockersignore")));
    assert.equal(document.getText(), `\n\n${SOURCE}`);
  },

  "findings that are ignored in one moment are all in the list, and each can be taken back": async (context) => {
    const file = ignoreFileOf(context);
    await workspace.fs.writeFile(file, new TextEncoder().encode("# reviewed by us"));
    const text = ["a", "b", "c"].map((name) => `const ${name}Password = "${PASSWORD}-${name}";\n`).join("");
    const document = await newFile(context, "three.js", text);
    await marksCount(context, document, 3);
    const ignore = marks(document).map(async ({ range }) => {
      const [first] = (await fixes(document, range.start.line)).filter(({ title }) => title === "Ignore this finding");
      return first;
    });
    const actions = await Promise.all(ignore);
    await Promise.all(actions.map(run));
    await marksCount(context, document, 0);
    const lines = (await textOf(file)).split("\n");
    assert.equal(lines[0], "# reviewed by us");
    assert.equal(lines.filter((line) => / {2}# generic-password three\.js$/.test(line)).length, 3);
    const [row] = actions[0]?.command?.arguments ?? [];
    await commands.executeCommand("lockers.stopIgnoring", row);
    await marksCount(context, document, 1);
    assert.equal((await textOf(file)).includes(PASSWORD), false);
  },

  "a line that came with a checkout a moment ago is not written over by an older copy": async (context) => {
    const file = ignoreFileOf(context);
    await workspace.fs.writeFile(file, new TextEncoder().encode("# old\n"));
    await documentOf(context, file);
    const document = await newFile(context, "checkout.js", SOURCE);
    await marksCount(context, document, 1);
    select(document);
    await workspace.fs.writeFile(file, new TextEncoder().encode("# new\n"));
    await commands.executeCommand("lockers.ignoreFinding");
    assert.match(await textOf(file), /^# new\n[0-9a-f]{32} {2}# generic-password checkout\.js\n$/);
    await marksCount(context, document, 0);
  },

  "what a wider line keeps away is shown, and nothing is taken from the others": async (context) => {
    const file = ignoreFileOf(context);
    const document = await newFile(context, "legacy/lib.js", SOURCE);
    await marksCount(context, document, 1);
    const [ignore] = (await fixes(document, 0)).filter(({ title }) => title === "Ignore this finding");
    await workspace.fs.writeFile(file, new TextEncoder().encode("# x\nlegacy/\n"));
    await documentOf(context, file);
    await marksCount(context, document, 0);
    await commands.executeCommand("lockers.stopIgnoring", ...(ignore?.command?.arguments ?? []));
    assert.equal(window.activeTextEditor?.document.uri.toString(), file.toString());
    assert.equal(window.activeTextEditor?.selection.active.line, 1);
    assert.equal(await textOf(file), "# x\nlegacy/\n");
  },

  "with a comment, in the language's own words, and undo takes it back": async (context) => {
    const document = await newFile(context, "comment.js", SOURCE);
    await marksCount(context, document, 1);
    select(document);
    await commands.executeCommand("lockers.ignoreWithComment");
    assert.equal(document.getText(), SOURCE.replace(";\n", "; // lockers:ignore\n"));
    await marksCount(context, document, 0);
    await commands.executeCommand("undo");
    await marksCount(context, document, 1);
  },

  "JSON has no comments: that is said, and the list offered instead": async (context) => {
    const file = ignoreFileOf(context);
    const text = `{ "dbPassword": "${PASSWORD}" }\n`;
    const document = await newFile(context, "comment.json", text);
    await marksCount(context, document, 1);
    select(document);
    const asked = answering(context, { press: "Ignore in .lockersignore" });
    await commands.executeCommand("lockers.ignoreWithComment");
    assert.deepEqual(asked.said, ['Not ignored: Lockers knows no comment for the language "json".']);
    await marksCount(context, document, 0);
    assert.equal(document.getText(), text);
    assert.match(await textOf(file), /# generic-password comment\.json\n$/);
  },

  "a text in no folder is ignored by a comment, and where there is none the folder is asked for": async (context) => {
    const document = await workspace.openTextDocument({ language: "python", content: `db_password = "${PASSWORD}"\n` });
    await window.showTextDocument(document);
    context.cleanUp(async () => commands.executeCommand("workbench.action.revertAndCloseActiveEditor"));
    await marksCount(context, document, 1);
    const offered = (await fixes(document, 0)).map(({ title }) => title);
    assert.deepEqual(offered, ["Move secret to vault…", "Ignore this finding with a comment"]);
    select(document);
    await commands.executeCommand("lockers.ignoreFinding");
    await marksCount(context, document, 0);
    assert.equal(document.getText(), `db_password = "${PASSWORD}"  # lockers:ignore\n`);
    const plain = await workspace.openTextDocument({ language: "json", content: `{"dbPassword": "${PASSWORD}"}` });
    await window.showTextDocument(plain);
    context.cleanUp(async () => commands.executeCommand("workbench.action.revertAndCloseActiveEditor"));
    await marksCount(context, plain, 1);
    select(plain);
    const asked = answering(context);
    await commands.executeCommand("lockers.ignoreFinding");
    assert.match(asked.said.join(), /^Not ignored: this file is in no open folder/);
    assert.equal(marks(plain).length, 1);
  },

  "lines of the list that match nothing are faded, and rubbish is no trouble": async (context) => {
    const file = ignoreFileOf(context);
    const document = await newFile(context, "stale.js", SOURCE);
    await marksCount(context, document, 1);
    select(document);
    await commands.executeCommand("lockers.ignoreFinding");
    await marksCount(context, document, 0);
    const own = await textOf(file);
    const dead = "0123456789abcdef0123456789abcdef";
    const lines = [
      own.trimEnd(),
      `${dead}  # generic-password stale.js`,
      `${dead}  # generic-password gone.js`,
      `${dead}  # generic-password ../../etc/passwd`,
      dead,
      "src/**  lockers:rule=no-such-rule",
      "[[[ \u0000 \uFFFD {{{",
      "lockers:rule=",
    ];
    await workspace.fs.writeFile(file, new TextEncoder().encode(lines.join("\n")));
    const list = await documentOf(context, file);
    await window.showTextDocument(list);
    await context.waitUntil("faded lines", () => hints(list).length === 3);
    assert.deepEqual(
      hints(list).map(({ range, message, tags }) => [range.start.line, message, tags?.[0]]),
      [
        [1, "Nothing in stale.js matches this line any more.", DiagnosticTag.Unnecessary],
        [2, "Nothing in gone.js matches this line any more.", DiagnosticTag.Unnecessary],
        [5, 'Lockers has no rule "no-such-rule".', DiagnosticTag.Unnecessary],
      ],
    );
    assert.equal(marks(list).length, 0, "the list itself holds no secrets");
    assert.deepEqual(await fixes(list, 6), []);
  },

  "a cell of a notebook is where its notebook is: for the list, and for how sure a finding is": async (context) => {
    const list = ignoreFileOf(context);
    const cell = { cell_type: "code", source: [`db_password = "${PASSWORD}"`], metadata: {}, outputs: [] };
    const text = JSON.stringify({ cells: [cell], metadata: {}, nbformat: 4, nbformat_minor: 5 });
    async function firstCell(name: string): Promise<TextDocument> {
      const file = Uri.joinPath(context.workspace, name);
      await workspace.fs.writeFile(file, new TextEncoder().encode(text));
      context.cleanUp(async () => workspace.fs.delete(file));
      const notebook = await workspace.openNotebookDocument(file);
      await window.showNotebookDocument(notebook);
      return notebook.cellAt(0).document;
    }
    context.cleanUp(async () => commands.executeCommand("workbench.action.closeAllEditors"));
    const likely = await firstCell("numbers.ipynb");
    await marksCount(context, likely, 1);
    context.cleanUp(async () => workspace.fs.delete(Uri.joinPath(context.workspace, "test"), { recursive: true }));
    await firstCell("test/fixtures/numbers.ipynb");
    const other = await firstCell("src/numbers.ipynb");
    await marksCount(context, other, 1);
    const possible = workspace.notebookDocuments.find(({ uri }) => uri.path.endsWith("/test/fixtures/numbers.ipynb"));
    assert.ok(possible);
    assert.equal(marks(possible.cellAt(0).document).length, 0);
    const [ignore] = (await fixes(likely, 0)).filter(({ title }) => title.startsWith("Ignore"));
    await run(ignore);
    await marksCount(context, likely, 0);
    assert.match(await textOf(list), /^[0-9a-f]{32} {2}# generic-password numbers\.ipynb\n$/);
    await workspace.fs.writeFile(list, new TextEncoder().encode("src/*.ipynb\n"));
    await marksCount(context, other, 0);
  },

  "the hover tells why, and a name in it is not taken for Markdown": async (context) => {
    const document = await newFile(context, "hover.js", `__dbPassword__ = "${PASSWORD}";\n`);
    await marksCount(context, document, 1);
    const ours = (await hoverText(document)).filter(({ value }) => value.includes("lockers."));
    assert.equal(ours.length, 1);
    const value = ours[0]?.value ?? "";
    assert.match(value, /^\*\*Likely\*\* · a random-looking value given to "&#95;&#95;dbPassword&#95;&#95;"\n/);
    assert.match(value, /Not certain: only its name and its look tell it\./);
    const links = [...value.matchAll(/\]\(([^?)]*)/g)].map(([, target]) => target);
    assert.deepEqual(links, ["command:lockers.ignoreFinding", "command:lockers.aboutRule"]);
    assert.deepEqual(ours[0]?.isTrusted, { enabledCommands: ["lockers.ignoreFinding", "lockers.aboutRule"] });
    assert.equal(value.includes(PASSWORD), false);
  },

  "About This Rule opens a page that is made here, from the cursor too": async (context) => {
    const page = await workspace.openTextDocument(Uri.parse("lockers-rule:/github-token.md"));
    assert.match(page.getText(), /^# GitHub token\n/);
    assert.match(page.getText(), /ghp_xxxxxx…/);
    const document = await newFile(context, "about.js", SOURCE);
    await marksCount(context, document, 1);
    select(document);
    await commands.executeCommand("lockers.aboutRule");
    await context.waitUntil("the page", () => tabs().some((label) => label.includes("generic-password")));
  },

  "a slow look at what a list was does not take away what is faded in it now": async (context) => {
    let asked = 0;
    const waiting: (() => void)[] = [];
    const late = new Promise<void>((resolve) => void waiting.push(resolve));
    let text = `${"0123456789abcdef".repeat(2)}  # generic-password slow.js\n`;
    const file = { type: FileType.File, ctime: 0, mtime: 0 };
    const provider: FileSystemProvider = {
      onDidChangeFile: new EventEmitter<FileChangeEvent[]>().event,
      watch: () => ({ dispose: () => undefined }),
      stat: async ({ path }) => {
        if (!path.endsWith("slow.js")) return { ...file, size: text.length };
        asked += 1;
        if (asked === 1) await late;
        throw FileSystemError.FileNotFound(path);
      },
      readFile: () => Buffer.from(text),
      writeFile: (_uri, bytes) => void (text = Buffer.from(bytes).toString()),
      readDirectory: () => [],
      createDirectory: () => undefined,
      delete: () => undefined,
      rename: () => undefined,
    };
    const registered = workspace.registerFileSystemProvider("lockers-slow", provider);
    context.cleanUp(() => registered.dispose());
    context.cleanUp(closeTabs);
    const list = await workspace.openTextDocument(Uri.parse("lockers-slow:/list/.lockersignore"));
    await context.waitUntil("the first look", () => asked === 1);
    const edit = new WorkspaceEdit();
    edit.insert(list.uri, list.positionAt(0), "# reviewed\n");
    await workspace.applyEdit(edit);
    await context.waitUntil("the faded line", () => hints(list).length === 1);
    for (const answer of waiting) answer();
    await workspace.fs.stat(list.uri); // answers come in order
    await new Promise(setImmediate);
    assert.deepEqual(
      hints(list).map(({ range }) => range.start.line),
      [1],
    );
  },
};
