import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { join } from "node:path";
import { commands, env, TreeItem, Uri, workspace } from "vscode";
import { Secret } from "../../src/core/secrets/secret.ts";
import type { SecretPath } from "../../src/core/vault/types.ts";
import type { TestContext, Tests } from "./harness.ts";
import { answering, servicesOf } from "./support/answers.ts";
import { onlySelected } from "./support/only-selected.ts";
import { openVault, PASSPHRASE } from "./support/open-vault.ts";
import { closeTabs, tabs } from "./support/tabs.ts";

// Not one of the sample's: a file of the sample that another suite opened would hold it.
const VALUE = "willow-Copper-4471-Tarn";
const CALL = { audit: { who: "suite" } };

async function store(context: TestContext, at: SecretPath): Promise<void> {
  await openVault(context);
  onlySelected(context);
  const client = await servicesOf(context).connections().client("local");
  const data = new Map([["password", { value: Secret.of(VALUE), json: false }]]);
  await client.write(at, data, CALL);
  context.cleanUp(async () => client.destroy(at, "all", CALL).catch(() => undefined));
}

async function stored(context: TestContext, at: SecretPath): Promise<string | undefined> {
  const client = await servicesOf(context).connections().client("local");
  const { fields } = await client.read(at, CALL);
  return fields.get("password")?.value.reveal();
}

const db = { mount: "secret", path: "suite/db" };
const walkTo = [{ pick: "secret" }, { pick: "suite" }, { pick: "db" }];

const notDrawn = async (): Promise<never> => {
  throw new Error("not drawn here");
};

export const tests: Tests = {
  "Copy Value puts the value on the clipboard, and Clear Clipboard takes it away": async (context) => {
    await store(context, db);
    answering(context, ...walkTo);
    assert.equal(await commands.executeCommand("lockers.copyValue"), undefined, "no command returns a value");
    assert.equal(await env.clipboard.readText(), VALUE);
    await commands.executeCommand("lockers.clearClipboard");
    assert.equal(await env.clipboard.readText(), "");
  },

  "A menu whose row VS Code has no more does nothing, least of all with the row that is selected": async (context) => {
    await store(context, db);
    const { selection } = servicesOf(context);
    const place = { kind: "secret", server: "local", engine: "kv-2", at: db } as const;
    const row = { id: "selected", parent: undefined, place, item: notDrawn, children: notDrawn };
    selection.drawn(row);
    onlySelected(context, row);
    const asked = answering(context);
    await env.clipboard.writeText("a line of code");
    await commands.executeCommand("lockers.copyValue", undefined, undefined);
    await commands.executeCommand("lockers.copyValue", row, [row, undefined]);
    assert.equal(await env.clipboard.readText(), "a line of code");
    const told = "The list changed at that moment. Nothing was done. Try again.";
    assert.deepEqual(asked.said, [told, told]);
    await commands.executeCommand("lockers.copyValue");
    assert.equal(await env.clipboard.readText(), VALUE);
  },

  "Clear Clipboard leaves what somebody else put there": async (context) => {
    await store(context, db);
    answering(context, ...walkTo);
    await commands.executeCommand("lockers.copyValue");
    await env.clipboard.writeText("a line of code");
    await commands.executeCommand("lockers.clearClipboard");
    assert.equal(await env.clipboard.readText(), "a line of code");
  },

  "Copy Reference gives a reference, Copy Path a path": async (context) => {
    await store(context, db);
    answering(context, ...walkTo);
    await commands.executeCommand("lockers.copyReference");
    assert.equal(await env.clipboard.readText(), "vault://local/secret/suite/db/password");
    answering(context, ...walkTo);
    await commands.executeCommand("lockers.copyPath");
    assert.equal(await env.clipboard.readText(), "secret/suite/db");
  },

  "Reveal opens a tab that is no text document": async (context) => {
    await store(context, db);
    answering(context, ...walkTo);
    context.cleanUp(closeTabs);
    await commands.executeCommand("lockers.reveal");
    await context.waitUntil("the tab", () => tabs().includes("db (revealed)"));
    assert.ok(!workspace.textDocuments.some((document) => document.getText().includes(VALUE)));
  },

  "Edit Secret opens the form of the secret": async (context) => {
    await store(context, db);
    answering(context, ...walkTo);
    context.cleanUp(closeTabs);
    await commands.executeCommand("lockers.editSecret");
    await context.waitUntil("the form", () => tabs().includes("db (edit)"));
  },

  "Add Key… adds a key and refuses a name that is there": async (context) => {
    await store(context, db);
    const asked = answering(context, ...walkTo, { type: "password" }, { type: "user" }, { type: "ada" });
    await commands.executeCommand("lockers.addKey");
    assert.ok(asked.said.includes('Key names must differ: "password" is there already.'));
    const client = await servicesOf(context).connections().client("local");
    const { fields } = await client.read(db, CALL);
    assert.deepEqual([...fields.keys()].toSorted(), ["password", "user"]);
  },

  "Delete… on KV v2 is done at once and can be undone": async (context) => {
    await store(context, db);
    const asked = answering(context, ...walkTo, { press: "Undo" });
    await commands.executeCommand("lockers.deleteSecret");
    assert.ok(asked.said.includes("Deleted secret/suite/db."));
    assert.equal(await stored(context, db), VALUE);
  },

  "Delete… on KV v2 without Undo hides the secret": async (context) => {
    await store(context, db);
    answering(context, ...walkTo);
    await commands.executeCommand("lockers.deleteSecret");
    await assert.rejects(stored(context, db), { message: "version-gone" });
  },

  "Delete… on KV v1 asks first, and Cancel keeps the secret": async (context) => {
    const at = { mount: "kv1", path: "suite-db" };
    await store(context, at);
    const asked = answering(context, { pick: "kv1" }, { pick: "suite-db" }, { leave: true });
    await commands.executeCommand("lockers.deleteSecret");
    assert.equal(
      asked.said.at(-1),
      'Delete "kv1/suite-db" on the local vault? Its key is gone for good. There is no undo.',
    );
    assert.equal(await stored(context, at), VALUE);
    answering(context, { pick: "kv1" }, { pick: "suite-db" }, { press: "Delete" });
    await commands.executeCommand("lockers.deleteSecret");
    await assert.rejects(stored(context, at), { message: "not-found" });
  },

  "Delete… on a key takes that key alone, and Undo brings it back": async (context) => {
    await store(context, db);
    const client = await servicesOf(context).connections().client("local");
    await client.patch(db, new Map([["user", { value: Secret.of("ada"), json: false }]]), CALL);
    const row = {
      id: "suite",
      parent: undefined,
      place: { kind: "key", server: "local", engine: "kv-2", at: db, key: "user" },
    } as const;
    const node = { ...row, item: () => new TreeItem("user"), children: () => Promise.resolve([]) };
    servicesOf(context).selection.drawn(node);
    const asked = answering(context, { press: "Undo" });
    await commands.executeCommand("lockers.deleteSecret", node);
    assert.ok(asked.said.includes("Deleted user from secret/suite/db."));
    assert.deepEqual([...(await client.read(db, CALL)).fields.keys()].toSorted(), ["password", "user"]);
    answering(context);
    await commands.executeCommand("lockers.deleteSecret", node);
    assert.deepEqual([...(await client.read(db, CALL)).fields.keys()], ["password"]);
  },

  "Delete… says which lines of lockers.env use the secret": async (context) => {
    await store(context, db);
    const mapping = Uri.joinPath(context.workspace, "deleted", "lockers.env");
    await workspace.fs.writeFile(mapping, new TextEncoder().encode("A=vault://local/secret/suite/db/password\n"));
    context.cleanUp(async () => workspace.fs.delete(Uri.joinPath(context.workspace, "deleted"), { recursive: true }));
    const asked = answering(context, ...walkTo, { press: "Undo" });
    await commands.executeCommand("lockers.deleteSecret");
    assert.ok(asked.said.includes("Deleted secret/suite/db. 1 line in lockers.env uses it."));
  },

  "the end of the extension clears a copied value off the clipboard": async (context) => {
    await store(context, db);
    answering(context, ...walkTo);
    await commands.executeCommand("lockers.copyValue");
    assert.equal(await env.clipboard.readText(), VALUE);
    // VS Code's own instance of the extension: modules are loaded once
    const loaded = createRequire(__filename)(join(context.extension.extensionPath, "dist", "extension.cjs")) as {
      readonly deactivate: () => Promise<void>;
    };
    await loaded.deactivate();
    assert.equal(await env.clipboard.readText(), "");
  },

  "an object that only looks like a row is not taken for one": async (context) => {
    await store(context, db);
    await env.clipboard.writeText("before");
    const asked = answering(context, { leave: true });
    const forged = { place: { kind: "key", server: "local", engine: "kv-2", at: db, key: "password" } };
    await commands.executeCommand("lockers.copyValue", forged);
    assert.deepEqual(asked.said, ["Copy Value"]);
    assert.equal(await env.clipboard.readText(), "before");
  },

  "a locked vault says so and offers Unlock; a wrong passphrase is told in the field": async (context) => {
    await store(context, db);
    await commands.executeCommand("lockers.lockLocalVault");
    assert.equal(await servicesOf(context).localVault().state(), "locked");
    const asked = answering(context, { press: "Unlock" }, { type: "not the passphrase" }, { type: PASSPHRASE });
    await commands.executeCommand("lockers.copyValue");
    assert.ok(asked.said.includes("The local vault is locked."));
    assert.ok(asked.said.includes("That passphrase does not open the local vault."));
    assert.equal(await servicesOf(context).localVault().state(), "open");
  },
};
