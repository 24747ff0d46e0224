import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { type CodeAction, commands, extensions, Range, type TextDocument, Uri, workspace } from "vscode";
import { createLedger } from "../../src/core/lockers/create-ledger.ts";
import { digestOf } from "../../src/core/lockers/locker-tokens.ts";
import { Secret } from "../../src/core/secrets/secret.ts";
import type { Tests } from "./harness.ts";
import { newFile } from "./support/findings.ts";
import { answering, servicesOf } from "./support/answers.ts";
import { openVault } from "./support/open-vault.ts";

// Put together here, so that no scanner takes this file for a leak.
const TOKEN = ["hvs", "Qx7Lm2Vb9Kt4Wz8Rd3Hn6PyC"].join(".");

async function fixes(document: TextDocument): Promise<readonly CodeAction[]> {
  const at = document.positionAt(document.getText().indexOf("hvs.") + 2);
  const found = await commands.executeCommand<CodeAction[]>(
    "vscode.executeCodeActionProvider",
    document.uri,
    new Range(at, at),
  );
  return found.filter(({ command }) => command?.command.startsWith("lockers."));
}

export const tests: Tests = {
  "a token of a locker made here can be revoked from the light bulb, any other replaced by a locker": async (
    context,
  ) => {
    await openVault(context);
    const services = servicesOf(context);
    const document = await newFile(context, "token.js", `use("${TOKEN}");\n`);
    const before = await context.waitUntil("fixes", async () => {
      const there = await fixes(document);
      return there.length > 0 && there;
    });
    assert.ok(before.some(({ title }) => title === "Replace by a locker…"));
    const ledger = createLedger(services.localVault().records, services.clock);
    const now = services.clock.now();
    await ledger.save({
      id: "found-token",
      server: "local",
      purpose: "ci",
      accessor: "none",
      made: now,
      ends: now + 3_600_000,
      usesGranted: 2,
      usesPlanned: 2,
      usesFilling: 1,
      usesSpent: 1,
      usesSeen: undefined,
      checked: undefined,
      contents: ["db"],
      hangsOn: "vault",
      state: "live",
      tokenDigest: await digestOf(Secret.of(TOKEN)),
    });
    context.cleanUp(async () => ledger.remove("found-token"));
    const revoke = (await fixes(document)).find(({ title }) => title === 'Revoke locker "ci"…');
    assert.deepEqual(revoke?.command?.arguments, [{ id: "found-token" }]);
    assert.equal(JSON.stringify(await fixes(document)).includes(TOKEN), false);
  },

  "a value that the last commit holds is said to be in the history, one that it does not is not": async (context) => {
    await openVault(context);
    const { fsPath } = context.workspace;
    const run = (...args: readonly string[]): unknown =>
      execFileSync("git", ["-c", "user.name=t", "-c", "user.email=t@example.org", ...args], { cwd: fsPath });
    const committed = await newFile(context, "committed.js", 'const committedPassword = "gr4vel-Heron-22-Moss-77";\n');
    run("init", "-q");
    context.cleanUp(async () => {
      await workspace.fs.delete(Uri.joinPath(context.workspace, ".git"), { recursive: true });
      await workspace.fs.delete(Uri.joinPath(context.workspace, "lockers.env")).then(undefined, () => undefined);
    });
    run("add", "committed.js");
    run("commit", "-q", "-m", "first");
    const git = extensions.getExtension("vscode.git");
    assert.ok(git, "this VS Code has no Git");
    const api = (await git.activate()).getAPI(1);
    await api.openRepository(context.workspace);
    await servicesOf(context).workspaceMemory.update("lockers.move.done", true);
    const asked = answering(context, { pick: "Move" });
    await commands.executeCommand("lockers.moveSecret");
    await context.waitUntil("the toast", () =>
      asked.said.includes("Moved. It is in the repository's history: replace it where it was issued."),
    );
    assert.ok(!committed.getText().includes("gr4vel"));
    await newFile(context, "fresh.js", 'const freshPassword = "gr4vel-Heron-22-Moss-78";\n');
    const quiet = answering(context, { pick: "Move" });
    await commands.executeCommand("lockers.moveSecret");
    assert.ok(!quiet.said.join("\n").includes("history"), quiet.said.join("\n"));
  },
};
