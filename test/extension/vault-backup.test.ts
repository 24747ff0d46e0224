import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { commands } from "vscode";
import type { TestContext, Tests } from "./harness.ts";
import { answering, servicesOf } from "./support/answers.ts";
import { openVault } from "./support/open-vault.ts";

const WORD = "a word of the backup's own";

function folderFor(context: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), "lockers-backup-"));
  context.cleanUp(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

async function send(
  context: TestContext,
  method: "GET" | "POST",
  path: string,
  data?: Readonly<Record<string, string>>,
) {
  const vault = servicesOf(context).localVault();
  const token = await vault.ownerToken();
  return vault.request({ method, path, token, ...(data === undefined ? {} : { body: { data } }) });
}

export const tests: Tests = {
  "Back Up Vault… writes one file of the person's alone, and Restore Vault… brings back what is missing or differs":
    async (context) => {
      await openVault(context);
      const file = join(folderFor(context), "vault.backup");
      await send(context, "POST", "secret/data/backup/kept", { a: "canary-of-backup" });
      const asked = answering(context, { file }, { type: "short" }, { type: WORD }, { type: "other" }, { type: WORD });
      await commands.executeCommand("lockers.backUpVault");
      assert.ok(
        asked.said.some((text) => /^Backed up \d+ secrets?.* to vault\.backup\.$/.test(text)),
        asked.said.join("\n"),
      );
      assert.equal(statSync(file).mode & 0o777, 0o600);
      assert.ok(!readFileSync(file).includes("canary-of-backup"));

      await send(context, "POST", "secret/data/backup/kept", { a: "changed since" });
      const first = answering(
        context,
        { file },
        { type: "not the word" },
        { type: WORD },
        { pick: "Show What Differs" },
        { pick: "secret/backup/kept" },
        { pick: "Restore and Keep Mine" },
      );
      await commands.executeCommand("lockers.restoreVault");
      assert.ok(first.said.includes("That passphrase does not open vault.backup."), first.said.join("\n"));
      assert.ok(first.said.includes("Restored 0 secrets. 1 that differ stayed as they were."), first.said.join("\n"));
      const kept = await send(context, "GET", "secret/data/backup/kept");
      assert.deepEqual((kept.body as { data: { data: unknown } }).data.data, { a: "changed since" });

      answering(context, { file }, { type: WORD }, { pick: "Restore and Take the Backup's" });
      await commands.executeCommand("lockers.restoreVault");
      const taken = await send(context, "GET", "secret/data/backup/kept");
      assert.deepEqual((taken.body as { data: { data: unknown } }).data.data, { a: "canary-of-backup" });
      const last = answering(context, { file }, { type: WORD });
      await commands.executeCommand("lockers.restoreVault");
      assert.ok(last.said.includes("Everything in vault.backup is in the local vault already."), last.said.join("\n"));
    },

  "a file that is no backup, and one that was cut off, are named and change nothing": async (context) => {
    await openVault(context);
    const folder = folderFor(context);
    const [text, cut] = [join(folder, "text"), join(folder, "cut")];
    writeFileSync(text, "hello");
    const whole = join(folder, "whole");
    answering(context, { file: whole }, { type: WORD }, { type: WORD });
    await commands.executeCommand("lockers.backUpVault");
    writeFileSync(cut, readFileSync(whole).subarray(0, -1));
    const asked = answering(context, { file: text }, { type: WORD });
    await commands.executeCommand("lockers.restoreVault");
    assert.ok(asked.said.includes(`${text} is not a backup of a local vault.`), asked.said.join("\n"));
    const again = answering(context, { file: cut }, { type: WORD });
    await commands.executeCommand("lockers.restoreVault");
    assert.ok(
      again.said.some((said) => said.endsWith("its end is missing. Nothing was changed.")),
      again.said.join("\n"),
    );
  },
};
