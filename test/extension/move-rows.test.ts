import assert from "node:assert/strict";
import {
  CancellationTokenSource,
  commands,
  DataTransfer,
  DataTransferItem,
  type TextEditor,
  Uri,
  window,
  workspace,
} from "vscode";
import { Secret } from "../../src/core/secrets/secret.ts";
import { secretsDragAndDrop } from "../../src/extension/secrets/drag-and-drop.ts";
import type { TreeNode } from "../../src/extension/secrets/node.ts";
import type { TestContext, Tests } from "./harness.ts";
import { answering, servicesOf } from "./support/answers.ts";
import { textOf } from "./support/findings.ts";
import { openVault } from "./support/open-vault.ts";
import { openBao, signedInTo } from "./support/server.ts";
import { closeTabs, tabs } from "./support/tabs.ts";
import { openTree } from "./support/tree.ts";

const CALL = { audit: { who: "suite" } };

async function local(context: TestContext) {
  return servicesOf(context).connections().client("local");
}

async function store(context: TestContext, path: string, values: Readonly<Record<string, string>>): Promise<void> {
  await openVault(context);
  const at = { mount: "secret", path };
  const data = new Map(Object.entries(values).map(([key, text]) => [key, { value: Secret.of(text), json: false }]));
  await (await local(context)).write(at, data, CALL);
  context.cleanUp(async () => (await local(context)).destroy(at, "all", CALL).catch(() => undefined));
}

async function drag(context: TestContext, rows: readonly TreeNode[], target: TreeNode): Promise<void> {
  const { controller } = secretsDragAndDrop(servicesOf(context));
  const data = new DataTransfer();
  const { token } = new CancellationTokenSource();
  await controller.handleDrag?.(rows, data, token);
  await controller.handleDrop?.(target, data, token);
}

async function isThere(context: TestContext, server: string, path: string): Promise<boolean> {
  const client = await servicesOf(context).connections().client(server);
  return client.read({ mount: "secret", path }, CALL).then(
    () => true,
    () => false,
  );
}

async function there(context: TestContext, paths: readonly string[]): Promise<readonly boolean[]> {
  return Promise.all(paths.map(async (path) => isThere(context, "local", path)));
}

/** An editor whose cursor stands at the end of the first line, in VS Code and as it tells us. */
async function cursorAtEnd(context: TestContext, file: Uri): Promise<TextEditor> {
  const editor = await window.showTextDocument(file);
  const { end } = editor.document.lineAt(0).range;
  await commands.executeCommand("cursorEnd");
  await context.waitUntil("the cursor at the end of the line", () => editor.selection.active.isEqual(end));
  return editor;
}

export const tests: Tests = {
  "a secret dragged onto a folder moves there, and Undo brings it back": async (context) => {
    await store(context, "drag/db", { password: "x" });
    await store(context, "drag/mail/smtp", { password: "y" });
    context.cleanUp(async () => (await local(context)).destroy({ mount: "secret", path: "drag/mail/db" }, "all", CALL));
    const tree = await openTree(context);
    const way = ["Local Vault", "secret", "drag"];
    const [row, target] = [await tree.at(...way, "db"), await tree.at(...way, "mail")];
    const asked = answering(context);
    await drag(context, [row], target);
    assert.ok(asked.said.includes("Moved db to mail/."), asked.said.join("\n"));
    assert.deepEqual(
      await Promise.all(["drag/db", "drag/mail/db"].map(async (path) => isThere(context, "local", path))),
      [false, true],
    );
    answering(context, { press: "Undo" });
    await drag(context, [await tree.at(...way, "mail", "smtp")], await tree.at(...way));
    assert.ok(await isThere(context, "local", "drag/mail/smtp"), "after Undo it is where it was");
    assert.ok(!(await isThere(context, "local", "drag/smtp")));
  },

  "a folder does not become one with another of its name, and nothing is there to undo": async (context) => {
    const paths = ["drag/a/dir/x", "drag/b/dir/theirs"];
    for (const path of paths) await store(context, path, { k: path });
    const tree = await openTree(context);
    const way = ["Local Vault", "secret", "drag"];
    const [row, target] = [await tree.at(...way, "a", "dir"), await tree.at(...way, "b")];
    const asked = answering(context, { press: "Undo" });
    await drag(context, [row], target);
    assert.deepEqual(asked.said, ["secret/drag/b/dir exists on the local vault. Nothing was replaced."]);
    assert.deepEqual(await there(context, paths), [true, true]);
  },

  "Undo of a folder takes back what went, not what others put beside it": async (context) => {
    await store(context, "drag/a/dir/x", { k: "x" });
    await store(context, "drag/b/other", { k: "y" });
    const tree = await openTree(context);
    const way = ["Local Vault", "secret", "drag"];
    const [row, target] = [await tree.at(...way, "a", "dir"), await tree.at(...way, "b")];
    answering(context, { pick: "Take All Versions Along" }, { press: "Undo" });
    const { ask } = servicesOf(context);
    const answers = { ...ask };
    ask.toast = async (toast) => {
      await store(context, "drag/b/dir/theirs", { k: "z" });
      return answers.toast(toast);
    };
    await drag(context, [row], target);
    assert.deepEqual(await there(context, ["drag/a/dir/x", "drag/b/dir/x", "drag/b/dir/theirs", "drag/a/dir/theirs"]), [
      true,
      false,
      true,
      false,
    ]);
  },

  "rows of two servers are not moved without a question, whichever comes first": async (context) => {
    await store(context, "drag/db", { password: "x" });
    await store(context, "drag/to/smtp", { password: "x" });
    const bao = await openBao(context);
    await bao.must("POST", "secret/data/team/other", { data: { k: "v" } });
    await signedInTo(context, "there", bao);
    const tree = await openTree(context);
    const way = ["Local Vault", "secret", "drag"];
    const rows = [await tree.at(...way, "db"), await tree.at("there", "secret", "team", "other")];
    const left = answering(context, { leave: true });
    await drag(context, rows, await tree.at(...way, "to"));
    assert.deepEqual(left.said, ["Put 2 rows into secret/drag/to on the local vault?"]);
    assert.deepEqual(await there(context, ["drag/db", "drag/to/db", "drag/to/other"]), [true, false, false]);
    assert.ok(await isThere(context, "there", "team/other"));
  },

  "on another server it is asked whether to copy or to move; Cancel does nothing": async (context) => {
    await store(context, "drag/db", { password: "x" });
    const bao = await openBao(context);
    await bao.must("POST", "secret/data/team/other", { data: { k: "v" } });
    await signedInTo(context, "there", bao);
    const tree = await openTree(context);
    const row = await tree.at("Local Vault", "secret", "drag", "db");
    const target = await tree.at("there", "secret", "team");
    const left = answering(context, { leave: true });
    await drag(context, [row], target);
    assert.deepEqual(left.said, ["Put db into secret/team on there?"]);
    assert.ok(!(await isThere(context, "there", "team/db")));
    answering(context, { press: "Copy Here" });
    await drag(context, [row], target);
    assert.ok(await isThere(context, "there", "team/db"));
    assert.ok(await isThere(context, "local", "drag/db"), "a copy leaves the original");
  },

  "a file dropped on a folder opens the form with it": async (context) => {
    await store(context, "drag/db", { password: "x" });
    context.cleanUp(closeTabs);
    const tree = await openTree(context);
    const { controller } = secretsDragAndDrop(servicesOf(context));
    const data = new DataTransfer();
    const file = Uri.joinPath(context.workspace, "app.js");
    data.set("text/uri-list", new DataTransferItem(file.toString()));
    const { token } = new CancellationTokenSource();
    await controller.handleDrop?.(await tree.at("Local Vault", "secret", "drag"), data, token);
    await context.waitUntil("the form", () => tabs().some((tab) => tab.includes("New Secret")));
  },

  "Insert Reference… writes what the language needs, and a line of the mapping that stays approved": async (
    context,
  ) => {
    await store(context, "insert/db", { password: "x" });
    const file = Uri.joinPath(context.workspace, "insert", "job.py");
    const mapping = Uri.joinPath(context.workspace, "insert", "lockers.env");
    await workspace.fs.writeFile(file, new TextEncoder().encode("password = \n"));
    await workspace.fs.writeFile(mapping, new TextEncoder().encode("# ours\n"));
    context.cleanUp(async () => {
      await commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
      await workspace.fs.delete(Uri.joinPath(context.workspace, "insert"), { recursive: true });
    });
    const editor = await cursorAtEnd(context, file);
    answering(context, { find: "insert/db", row: "db · local › secret/insert/db" });
    await commands.executeCommand("lockers.insertReference");
    assert.equal(editor.document.getText(), 'import os\n\npassword = os.environ["DB_PASSWORD"]\n');
    assert.equal(await textOf(mapping), "# ours\nDB_PASSWORD=vault://local/secret/insert/db/password\n");
  },

  "in lockers.env it is the bare reference": async (context) => {
    await store(context, "insert/db", { password: "x" });
    const mapping = Uri.joinPath(context.workspace, "bare", "lockers.env");
    await workspace.fs.writeFile(mapping, new TextEncoder().encode("A="));
    context.cleanUp(async () => {
      await commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
      await workspace.fs.delete(Uri.joinPath(context.workspace, "bare"), { recursive: true });
    });
    const editor = await cursorAtEnd(context, mapping);
    const asked = answering(context, { find: "insert/db", row: "db · local › secret/insert/db" });
    await commands.executeCommand("lockers.insertReference");
    assert.deepEqual(asked.said, ["Insert Reference"]);
    assert.equal(editor.document.getText(), "A=vault://local/secret/insert/db/password");
  },
};
