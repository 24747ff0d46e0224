import assert from "node:assert/strict";
import { chmodSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { commands } from "vscode";
import { Secret } from "../../src/core/secrets/secret.ts";
import type { TestContext, Tests } from "./harness.ts";
import { answering, servicesOf } from "./support/answers.ts";
import { openVault, PASSPHRASE } from "./support/open-vault.ts";
import { closeTabs, tabs } from "./support/tabs.ts";

async function opensWith(context: TestContext, passphrase: string): Promise<void> {
  const vault = servicesOf(context).localVault();
  await vault.lock();
  await vault.unlock({ kind: "passphrase", passphrase: Secret.of(passphrase) });
}

export const tests: Tests = {
  "Change Passphrase… takes a new one, typed twice, and changes the vault key as well where that is wanted": async (
    context,
  ) => {
    await openVault(context);
    const vault = servicesOf(context).localVault();
    const token = async () => vault.ownerToken();
    await vault.request({ method: "POST", path: "kv1/keys", token: await token(), body: { a: "stays" } });
    const asked = answering(
      context,
      { type: "short" },
      { type: "a second passphrase" },
      { type: "another" },
      { type: "a second passphrase" },
      { press: "Change Vault Key Too" },
    );
    context.cleanUp(async () => vault.changePassphrase(Secret.of(PASSPHRASE)));
    await commands.executeCommand("lockers.changePassphrase");
    assert.ok(asked.said.includes("Type at least 8 characters."), asked.said.join("\n"));
    assert.ok(asked.said.includes("The two differ."), asked.said.join("\n"));
    assert.ok(
      asked.said.some((text) => text.startsWith("Everything is sealed with a new vault key.")),
      asked.said.join("\n"),
    );
    assert.deepEqual(asked.left, []);
    const read = await vault.request({ method: "GET", path: "kv1/keys", token: await token() });
    assert.deepEqual((read.body as { data: unknown }).data, { a: "stays" });
    await assert.rejects(opensWith(context, PASSPHRASE));
    await opensWith(context, "a second passphrase");
  },

  "Show Recovery Key makes one after the passphrase was given, and says first that it replaces another": async (
    context,
  ) => {
    await openVault(context);
    const vault = servicesOf(context).localVault();
    const folder = mkdtempSync(join(tmpdir(), "lockers-key-"));
    context.cleanUp(() => rmSync(folder, { recursive: true, force: true }));
    context.cleanUp(closeTabs);
    const first = answering(context, { type: "not the passphrase" }, { type: PASSPHRASE });
    const shown = commands.executeCommand("lockers.showRecoveryKey");
    await context.waitUntil("the key's tab", () => tabs().includes("Recovery Key"));
    assert.ok(first.said.includes("That passphrase does not open the local vault."), first.said.join("\n"));
    await closeTabs();
    await shown;
    assert.ok((await vault.slotKinds()).includes("recovery-key"));
    const left = answering(context, { leave: true });
    await commands.executeCommand("lockers.showRecoveryKey");
    assert.match(left.said[0] ?? "", /^Make a new recovery key\? .*no longer opens the vault\.$/);
  },

  "a folder that others can look into is reported once, and Fix takes that from them": async (context) => {
    await openVault(context);
    const services = servicesOf(context);
    const folder = dirname(services.localVault().file);
    chmodSync(folder, 0o755);
    context.cleanUp(() => chmodSync(folder, 0o700));
    const asked = answering(context, { press: "Fix" });
    services.changes.tell({ kind: "local-vault" });
    services.changes.tell({ kind: "local-vault" });
    await context.waitUntil("the folder is the person's alone", () => (statSync(folder).mode & 0o777) === 0o700);
    assert.equal(asked.said.filter((text) => text.startsWith("Others on this computer")).length, 1);
  },

  "Show Access Log lists who did what, and says on top whether the log is whole": async (context) => {
    await openVault(context);
    const { ask } = servicesOf(context);
    const before = { ...ask };
    context.cleanUp(() => Object.assign(ask, before));
    const rows: string[] = [];
    Object.assign(ask, {
      pick: async (question: {
        readonly rows: readonly { readonly label: string; readonly description?: string }[];
      }) => {
        for (const { label, description } of question.rows) rows.push(`${label} · ${description}`);
        return undefined;
      },
    });
    await commands.executeCommand("lockers.showAccessLog");
    assert.equal(rows[0], "Intact · no line was changed or taken out");
    assert.ok(
      rows.some((row) => row.includes("kv1/keys")),
      rows.join("\n"),
    );
    assert.ok(!rows.some((row) => row.includes("stays")));
  },
};
