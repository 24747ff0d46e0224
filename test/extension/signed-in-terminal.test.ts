import assert from "node:assert/strict";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { commands, window } from "vscode";
import { baoBinary, startOpenBao } from "../support/openbao.ts";
import { tokenWithPolicy } from "../support/openbao-set-up.ts";
import { pick, pickText } from "../support/pick.ts";
import type { Tests } from "./harness.ts";
import { answering, servicesOf } from "./support/answers.ts";
import { withServer } from "./support/with-server.ts";

async function parsed(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, "utf8"));
  } catch {
    return undefined; // not written yet
  }
}

export const tests: Tests = {
  "a terminal signed in: the native client works in it, and its token ends with it": async (context) => {
    const bao = await startOpenBao();
    context.cleanUp(async () => bao.stop());
    const folder = await mkdtemp(path.join(tmpdir(), "lockers-suite-"));
    context.cleanUp(async () => rm(folder, { recursive: true, force: true }));
    const policy =
      'path "secret/*" { capabilities = ["list"] }\npath "auth/token/create" { capabilities = ["update"] }';
    const { token, accessor } = await tokenWithPolicy(bao, "terminal", policy, { ttl: "2h" });
    await withServer(context, bao.address);
    answering(context, { type: token }, { pick: "Life of the Token" }, { pick: "15 min" }, { pick: "Open Terminal" });
    await commands.executeCommand("lockers.openSignedInTerminal", "suite");
    const terminal = window.terminals.find(({ name }) => name === "signed in: suite");
    assert.ok(terminal);
    context.cleanUp(() => terminal.dispose());
    assert.ok(
      !JSON.stringify(terminal.creationOptions).includes("hvs."),
      "its options, which others read, hold no token",
    );
    assert.ok(!JSON.stringify(terminal.creationOptions).includes("VAULT_TOKEN"));

    const answer = path.join(folder, "answer.json");
    terminal.sendText(`"${baoBinary()}" token lookup -format=json > "${answer}"`);
    const facts = await context.waitUntil("the client's answer", async () => parsed(answer), 30);
    assert.deepEqual(pick(facts, "data", "policies"), ["default", "terminal"]);
    assert.equal(pick(facts, "data", "explicit_max_ttl"), 900);
    assert.equal(pick(facts, "data", "renewable"), false);
    assert.equal(pick(facts, "data", "display_name"), "token-lockers-terminal");
    const child = pickText(facts, "data", "accessor");
    assert.notEqual(child, accessor);

    terminal.dispose();
    await context.waitUntil("the token revoked", async () => {
      const { status } = await bao.api("POST", "auth/token/lookup-accessor", { accessor: child });
      return status >= 400;
    });
    assert.equal(
      (await bao.api("POST", "auth/token/lookup-accessor", { accessor })).status,
      200,
      "the session lives on",
    );
  },

  "its token ends with the window as well, before VS Code goes": async (context) => {
    const bao = await startOpenBao();
    context.cleanUp(async () => bao.stop());
    const policy = 'path "auth/token/create" { capabilities = ["update"] }';
    const { token } = await tokenWithPolicy(bao, "terminal", policy, { ttl: "2h" });
    await withServer(context, bao.address);
    answering(context, { type: token }, { pick: "Open Terminal" });
    const accessors = async () => pick(await bao.must("LIST", "auth/token/accessors"), "data", "keys") as string[];
    const before = await accessors();
    const terminals = window.terminals;
    await commands.executeCommand("lockers.openSignedInTerminal", "suite");
    context.cleanUp(() => {
      for (const terminal of window.terminals) if (!terminals.includes(terminal)) terminal.dispose();
    });
    const made = (await accessors()).filter((accessor) => !before.includes(accessor));
    assert.equal(made.length, 1);
    await Promise.all(Array.from(servicesOf(context).atEnd, async (work) => work()));
    assert.deepEqual(await accessors(), before, "the session lives on alone");
  },

  "a session that may make no token is told what is missing, and no terminal opens": async (context) => {
    const bao = await startOpenBao();
    context.cleanUp(async () => bao.stop());
    const { token } = await tokenWithPolicy(bao, "none", 'path "secret/*" { capabilities = ["list"] }', {
      no_default_policy: false,
    });
    await withServer(context, bao.address);
    const before = window.terminals;
    const asked = answering(context, { type: token }, { pick: "Open Terminal" });
    await commands.executeCommand("lockers.openSignedInTerminal", "suite");
    assert.ok(
      asked.said.some((text) => text.startsWith("You may not")),
      asked.said.join("\n"),
    );
    // One of a test before may still be closing.
    assert.deepEqual(
      window.terminals.filter((terminal) => !before.includes(terminal)).map(({ name }) => name),
      [],
    );
  },
};
