import assert from "node:assert/strict";
import { commands, languages, Position, Selection, type TextDocument, window, workspace } from "vscode";
import type { TestContext, Tests } from "./harness.ts";
import { documentOf, hints, ignoreFileOf, newFile, textOf } from "./support/findings.ts";
import { answering, servicesOf } from "./support/answers.ts";

const ACME = { id: "acme-key", title: "Acme key", pattern: "acme_[0-9]{8}", severity: "certain" };

function messages(document: TextDocument): readonly string[] {
  return languages
    .getDiagnostics(document.uri)
    .filter(({ source }) => source === "Lockers")
    .map(({ message, range }) => `${document.getText(range)}: ${message}`);
}

async function says(context: TestContext, document: TextDocument, expected: readonly string[]): Promise<void> {
  const text = JSON.stringify(expected);
  await context.waitUntil(text, () => JSON.stringify(messages(document)) === text);
}

async function rules(context: TestContext, ...entries: readonly unknown[]): Promise<void> {
  const { settings } = servicesOf(context);
  context.cleanUp(async () => settings.write("lockers.detection.rules", []));
  await settings.write("lockers.detection.rules", entries);
}

export const tests: Tests = {
  "a rule of one's own finds what it tells, follows the typing, and goes with the setting": async (context) => {
    const document = await newFile(context, "own.js", 'pay("acme_12345678");\n');
    await rules(context, ACME);
    await says(context, document, ["acme_12345678: Acme key in the source."]);
    const editor = window.activeTextEditor;
    assert.ok(editor);
    await editor.edit((edit) => edit.insert(new Position(0, 0), "// a line\n"));
    await says(context, document, ["acme_12345678: Acme key in the source."]);
    await editor.edit((edit) => edit.insert(new Position(2, 0), 'pay("acme_87654321");\n'));
    await says(context, document, ["acme_12345678: Acme key in the source.", "acme_87654321: Acme key in the source."]);
    await servicesOf(context).settings.write("lockers.detection.rules", []);
    await says(context, document, []);
  },

  "a pattern that never comes to an end is named once, and keeps neither the editor nor the other rules": async (
    context,
  ) => {
    const asked = answering(context);
    const stray = { id: "stray", pattern: "(a+)+$", keywords: ["acme"] };
    const document = await newFile(context, "stray.js", `pay("acme_12345678"); // ${"a".repeat(300)}!\n`);
    let turns = 0;
    const timer = setInterval(() => (turns += 1), 20);
    context.cleanUp(() => clearInterval(timer));
    await rules(context, stray, ACME);
    await says(context, document, ["acme_12345678: Acme key in the source."]);
    assert.deepEqual(asked.said, ['The rule "stray" is off in this window: its pattern did not come to an end.']);
    assert.ok(turns > 20, `the extension host turned ${turns} times`);
    const other = await newFile(context, "other.js", `pay("acme_12345678"); // ${"a".repeat(300)}!\n`);
    await says(context, other, ["acme_12345678: Acme key in the source."]);
    assert.equal(asked.said.length, 1);
  },

  "a line that ignores what a rule of one's own found is not faded": async (context) => {
    const list = ignoreFileOf(context);
    await rules(context, ACME);
    const document = await newFile(context, "own2.js", 'pay("acme_12345678");\n');
    await says(context, document, ["acme_12345678: Acme key in the source."]);
    const editor = window.activeTextEditor;
    assert.ok(editor);
    editor.selection = new Selection(0, 6, 0, 6);
    await commands.executeCommand("lockers.ignoreFinding");
    await says(context, document, []);
    const dead = "0123456789abcdef0123456789abcdef  # generic-password own2.js";
    await workspace.fs.writeFile(list, new TextEncoder().encode(`${await textOf(list)}${dead}\n`));
    const shown = await documentOf(context, list);
    await window.showTextDocument(shown);
    await context.waitUntil("a faded line", () => hints(shown).length > 0);
    assert.deepEqual(
      hints(shown).map(({ range }) => range.start.line),
      [1],
    );
  },

  "a rule that cannot be used is named, with the reason, and the others run": async (context) => {
    const asked = answering(context);
    const document = await newFile(context, "broken.js", 'pay("acme_12345678");\n');
    await rules(context, { id: "broken", pattern: "acme(" }, { ...ACME, id: "acme-two" });
    await says(context, document, ["acme_12345678: Acme key in the source."]);
    assert.deepEqual(asked.said, [
      "1 rule in lockers.detection.rules is left out. broken: its pattern is not a regular expression: Unterminated group.",
    ]);
  },
};
