import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { Uri, workspace } from "vscode";
import { currentDocument } from "../../src/extension/current-document.ts";
import { moveEditor } from "../../src/extension/move/move-editor.ts";
import type { TestContext, Tests } from "./harness.ts";
import { documentOf, newFile, textOf } from "./support/findings.ts";

/** A file that VS Code keeps a document of, although no tab shows it. */
async function keptFile(context: TestContext, name: string, text: string): Promise<Uri> {
  const file = Uri.joinPath(context.workspace, name);
  await workspace.fs.writeFile(file, Buffer.from(text));
  context.cleanUp(async () => workspace.fs.delete(file));
  await documentOf(context, file);
  return file;
}

export const tests: Tests = {
  "a mapping that came with a checkout a moment ago is not written over by an older copy": async (context) => {
    const mapping = await keptFile(context, "lockers.env", "# old\n");
    const document = await newFile(context, "kept.js", "use(1);\n");
    const editor = moveEditor(document, mapping);
    // As long as before: what VS Code asks before it writes does not tell the two apart.
    writeFileSync(mapping.fsPath, "# new\n");
    const before = await editor.mapping();
    assert.equal(before, "# new\n");
    const line = { start: before.length, end: before.length, text: "A=vault://local/secret/app/a\n" };
    const done = await editor.apply({
      version: document.version,
      document: [{ start: 4, end: 5, text: "2" }],
      mapping: { before, edits: [line], after: before + line.text },
    });
    assert.deepEqual(done, { applied: true, saved: true });
    assert.equal(await textOf(mapping), before + line.text);
    assert.equal(await textOf(document.uri), "use(2);\n");
  },

  "a mapping that has changed since is not edited where its lines stood before": async (context) => {
    const mapping = await keptFile(context, "lockers.env", "# old\n");
    const document = await newFile(context, "kept.js", "use(1);\n");
    writeFileSync(mapping.fsPath, "# newer\n");
    const edits = [{ start: 6, end: 6, text: "A=vault://local/secret/app/a\n" }];
    const change = { version: document.version, document: [], mapping: { before: "# old\n", edits, after: "" } };
    await assert.rejects(moveEditor(document, mapping).apply(change), /document-changed/);
    assert.equal(await textOf(mapping), "# newer\n");
  },

  "a document that no tab shows is given as its file is": async (context) => {
    const file = await keptFile(context, "kept.txt", "old\n");
    for (const text of ["new, with \u00E9\r\n", "", "newer\n"]) {
      writeFileSync(file.fsPath, text);
      assert.equal((await currentDocument(file)).getText(), text);
    }
  },

  "a document that no tab shows is given at once in any encoding": async (context) => {
    const file = Uri.joinPath(context.workspace, "wide.txt");
    const text = "\u043F\u0430\u0440\u043E\u043B\u044C = 1\r\n";
    writeFileSync(file.fsPath, Buffer.from(`\uFEFF${text}`, "utf16le"));
    context.cleanUp(async () => workspace.fs.delete(file));
    assert.equal((await currentDocument(file)).getText(), text);
  },
};
