import assert from "node:assert/strict";
import { commands, TreeItem, Uri, workspace } from "vscode";
import { Secret } from "../../src/core/secrets/secret.ts";
import type { VaultClient } from "../../src/core/vault/client.ts";
import type { SecretPath } from "../../src/core/vault/types.ts";
import type { TestContext, Tests } from "./harness.ts";
import { answering, servicesOf } from "./support/answers.ts";
import { textOf } from "./support/findings.ts";
import { onlySelected } from "./support/only-selected.ts";
import { openVault } from "./support/open-vault.ts";
import { closeTabs, tabs } from "./support/tabs.ts";

const CALL = { audit: { who: "suite" } };
const db: SecretPath = { mount: "secret", path: "places/db" };
const target: SecretPath = { mount: "secret", path: "places/mail/db" };
const walkTo = [{ pick: "secret" }, { pick: "places" }, { pick: "db" }];

/** A secret with one version for each value; what it becomes is removed too. */
async function store(context: TestContext, at: SecretPath, ...values: readonly string[]): Promise<VaultClient> {
  await openVault(context);
  onlySelected(context);
  const client = await servicesOf(context).connections().client("local");
  context.cleanUp(async () => {
    for (const each of [at, target]) await client.destroy(each, "all", CALL).catch(() => undefined);
  });
  for (const value of values) {
    await client.write(at, new Map([["password", { value: Secret.of(value), json: false }]]), CALL);
  }
  return client;
}

async function password(client: VaultClient, at: SecretPath): Promise<string | undefined> {
  return (await client.read(at, CALL)).fields.get("password")?.value.reveal();
}

export const tests: Tests = {
  "Rename… moves a secret; a path that is taken is refused while it is typed": async (context) => {
    const client = await store(context, db, "willow-1");
    await client.write(
      { mount: "secret", path: "places/taken" },
      new Map([["k", { value: Secret.of("v"), json: false }]]),
      CALL,
    );
    context.cleanUp(async () => client.destroy({ mount: "secret", path: "places/taken" }, "all", CALL));
    const asked = answering(
      context,
      ...walkTo,
      { type: "secret/places/db" },
      { type: "secret/places/taken" },
      { type: "secret/places/../db" },
      { type: "nowhere/db" },
      { type: "secret/places/mail/db" },
    );
    await commands.executeCommand("lockers.renameSecret");
    assert.ok(asked.said.includes("Type another path."));
    assert.ok(asked.said.includes("secret/places/taken exists on the local vault. It would be replaced."));
    assert.ok(asked.said.includes("nowhere/db is not on the local vault."));
    assert.equal(await password(client, target), "willow-1");
    await assert.rejects(client.read(db, CALL), { message: "not-found" });
  },

  "Rename… asks what becomes of older versions": async (context) => {
    const client = await store(context, db, "willow-1", "willow-2");
    answering(context, ...walkTo, { type: "secret/places/mail/db" }, { pick: "Take All Versions Along" });
    await commands.executeCommand("lockers.renameSecret");
    const first = await client.read(target, { ...CALL, version: 1 });
    assert.equal(first.fields.get("password")?.value.reveal(), "willow-1");
    assert.equal(await password(client, target), "willow-2");
  },

  "Rename… offers to make lockers.env name the new place": async (context) => {
    await store(context, db, "willow-1");
    const mapping = Uri.joinPath(context.workspace, "places", "lockers.env");
    const before = "# ours\nDB_PASSWORD=vault://local/secret/places/db/password\nOTHER=x\n";
    await workspace.fs.writeFile(mapping, new TextEncoder().encode(before));
    context.cleanUp(async () => workspace.fs.delete(Uri.joinPath(context.workspace, "places"), { recursive: true }));
    await servicesOf(context).approvals.approve(mapping.fsPath, before);
    const asked = answering(context, ...walkTo, { type: "secret/places/mail/db" }, { press: "Update" });
    await commands.executeCommand("lockers.renameSecret");
    assert.ok(asked.said.includes("1 line in lockers.env names the old place."));
    const text = await textOf(mapping);
    assert.equal(text, before.replace("places/db/", "places/mail/db/"));
    assert.ok(
      await servicesOf(context).approvals.isApproved(mapping.fsPath, text),
      "what Lockers wrote stays approved",
    );
  },

  "Copy To… copies the current version and says that older ones stay behind": async (context) => {
    const client = await store(context, db, "willow-1", "willow-2");
    answering(context, ...walkTo, { type: "secret/places/mail/db" });
    await commands.executeCommand("lockers.copyTo");
    assert.equal(await password(client, target), "willow-2");
    assert.equal(await password(client, db), "willow-2");
  },

  "Copy To… puts several secrets into one folder, each under its own name": async (context) => {
    const client = await store(context, db, "willow-1");
    await store(context, target, "willow-2");
    const rows = [db, target].map((at) => {
      const place = { kind: "secret", server: "local", engine: "kv-2", at } as const;
      const row = {
        id: at.path,
        parent: undefined,
        place,
        item: () => new TreeItem(at.path),
        children: () => Promise.resolve([]),
      };
      servicesOf(context).selection.drawn(row);
      return row;
    });
    const asked = answering(context, { type: "secret/places/all" });
    const copies = [{ mount: "secret", path: "places/all/db" }];
    context.cleanUp(async () => Promise.all(copies.map(async (at) => client.destroy(at, "all", CALL))));
    await commands.executeCommand("lockers.copyTo", rows[0], rows);
    // both are called db: the second is not written over the first
    assert.equal(await password(client, { mount: "secret", path: "places/all/db" }), "willow-1");
    assert.ok(
      asked.said.some((text) => text === "secret/places/all/db exists on the local vault. Nothing was replaced."),
    );
  },

  "Show Versions restores an older version, and destroys one after asking": async (context) => {
    const client = await store(context, db, "willow-1", "willow-2");
    answering(context, ...walkTo, { pick: "Version 1" }, { pick: "Restore" }, { leave: true });
    await commands.executeCommand("lockers.showVersions");
    assert.equal(await password(client, db), "willow-1");
    const asked = answering(
      context,
      ...walkTo,
      { pick: "Version 2" },
      { pick: "Destroy…" },
      { press: "Destroy" },
      { leave: true },
    );
    await commands.executeCommand("lockers.showVersions");
    assert.ok(
      asked.said.some((text) => text.startsWith('Destroy version 2 of "secret/places/db" on the local vault?')),
    );
    const { versions } = await client.versions(db, CALL);
    assert.deepEqual(
      versions.map(({ destroyed }) => destroyed),
      [false, true, false],
    );
  },

  "Show Versions compares, and Compare sets two secrets side by side": async (context) => {
    await store(context, db, "willow-1", "willow-2");
    await store(context, target, "willow-3");
    context.cleanUp(closeTabs);
    answering(context, ...walkTo, { pick: "Version 1" }, { pick: "Compare" });
    await commands.executeCommand("lockers.showVersions");
    await context.waitUntil("the versions", () => tabs().includes("db: versions 1 and 2"));
    answering(context, ...walkTo, { pick: "secret" }, { pick: "places" }, { pick: "mail" }, { pick: "db" });
    await commands.executeCommand("lockers.compareSecrets");
    await context.waitUntil("the secrets", () => tabs().includes("db (compare)"));
  },
};
