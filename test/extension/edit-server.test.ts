import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { commands } from "vscode";
import { roots } from "../../src/extension/secrets/roots.ts";
import { ALL_RIGHTS } from "../../src/core/vault/rights.ts";
import { createFactsBook } from "../../src/extension/secrets/secret-facts.ts";
import { startOpenBao } from "../support/openbao.ts";
import { startTlsServer } from "../support/tls-server.ts";
import type { TestContext, Tests } from "./harness.ts";
import { answering, servicesOf } from "./support/answers.ts";
import { withServer } from "./support/with-server.ts";

const nothing = (): void => undefined;

function profile(context: TestContext) {
  const [found] = servicesOf(context).connections().profiles();
  assert.ok(found);
  return found;
}

export const tests: Tests = {
  "Edit Server is one sheet: each line is checked, and nothing changes before Save": async (context) => {
    const bao = await startOpenBao();
    context.cleanUp(async () => bao.stop());
    await withServer(context, bao.address);
    const folder = await mkdtemp(path.join(tmpdir(), "lockers-suite-"));
    context.cleanUp(async () => rm(folder, { recursive: true, force: true }));
    const certificate = path.join(folder, "me.pem");
    await writeFile(certificate, "a certificate and its key");
    const asked = answering(
      context,
      { pick: "Addresses" },
      { type: "nonsense" },
      { type: `${bao.address}, http://127.0.0.1:9` },
      { pick: "Namespace" },
      { type: "two words" },
      { type: "team" },
      { pick: "Home" },
      { type: "users/../{sub}" },
      { type: "users/{sub}" },
      { pick: "Sign-In" },
      { pick: "AppRole" },
      { pick: "Client Certificate" },
      { type: "/nowhere/me.pem" },
      { type: certificate },
      { type: certificate },
      { pick: "Mount" },
      { type: "" },
      { type: "robots" },
      { pick: "Save" },
    );
    const { globalMemory } = servicesOf(context);
    await globalMemory.update("lockers.signInWay.suite", "browser");
    await commands.executeCommand("lockers.editServer", "suite");
    assert.deepEqual(asked.left, []);
    assert.equal(globalMemory.get("lockers.signInWay.suite"), undefined, "the way from before may be none any more");
    assert.deepEqual(profile(context), {
      name: "suite",
      addresses: [bao.address, "http://127.0.0.1:9"],
      signIn: { kind: "approle", mount: "robots", roleId: "" },
      namespace: "team",
      caFile: undefined,
      clientCertificate: { kind: "pem", certFile: certificate, keyFile: certificate },
      home: "users/{sub}",
    });
    for (const sentence of ["A namespace holds no spaces and special characters.", "Type the name of the mount."])
      assert.ok(asked.said.includes(sentence), sentence);
    assert.ok(asked.said.some((text) => text.startsWith("This is no address: ")));
    assert.ok(asked.said.some((text) => text.startsWith("This is no path: ")));
  },

  "Escape in Edit Server loses nothing: Reopen brings the changes back": async (context) => {
    await withServer(context, "http://127.0.0.1:9");
    answering(
      context,
      { pick: "Name" },
      { leave: true },
      { pick: "Name" },
      { type: "shop" },
      { leave: true },
      { press: "Reopen" },
      { pick: "Save" },
    );
    await commands.executeCommand("lockers.editServer", "suite");
    await context.waitUntil("the new name", () => profile(context).name === "shop");
    assert.deepEqual(profile(context).addresses, ["http://127.0.0.1:9"]);
  },

  "a CA file is checked, and with it the certificate is accepted": async (context) => {
    const bao = await startOpenBao();
    context.cleanUp(async () => bao.stop());
    const tls = await startTlsServer(bao);
    context.cleanUp(() => tls.stop());
    const folder = await mkdtemp(path.join(tmpdir(), "lockers-suite-"));
    context.cleanUp(async () => rm(folder, { recursive: true, force: true }));
    await writeFile(path.join(folder, "ca.pem"), tls.authority);
    await writeFile(path.join(folder, "notes.txt"), "no certificate");
    await withServer(context, tls.address);
    const asked = answering(
      context,
      { pick: "Choose CA File…" },
      { type: path.join(folder, "none.pem") },
      { type: path.join(folder, "notes.txt") },
      { type: path.join(folder, "ca.pem") },
    );
    await commands.executeCommand("lockers.explainCertificate", "suite");
    assert.ok(asked.said.includes("This file cannot be read."));
    assert.ok(asked.said.includes("This file holds no PEM certificate."));
    assert.equal(profile(context).caFile, path.join(folder, "ca.pem"));
    assert.equal(servicesOf(context).reach().trouble("suite"), undefined);
  },

  "an entry of the settings that cannot be used is a row that says why": async (context) => {
    const services = servicesOf(context);
    await services.settings.write("lockers.servers", [
      { name: "good", addresses: ["http://127.0.0.1:9"] },
      { name: "bad", addresses: ["http://vault.example.org"] },
      { name: "no way", addresses: [] },
      "text",
    ]);
    context.cleanUp(async () => services.settings.write("lockers.servers", []));
    const parts = {
      services,
      facts: createFactsBook(),
      search: { keysRead: () => undefined },
      rights: { of: () => ALL_RIGHTS },
      opened: { below: () => [] },
      redraw: nothing,
      drop: nothing,
    };
    const rows = await Promise.all((await roots(parts)()).map(async (row) => row.item()));
    const broken = rows.filter(({ contextValue }) => contextValue === "brokenServer");
    assert.deepEqual(
      broken.map(({ tooltip, command }) => [tooltip, command?.command]),
      [
        "http://vault.example.org is not encrypted. Only addresses of this computer may begin with http.",
        "no way: a name has letters, digits, dots, dashes and underscores only.",
        "server: it is not an object.",
      ].map((text) => [`${text} This entry of lockers.servers is not used.`, "workbench.action.openSettings"]),
    );
    assert.equal(rows.filter(({ contextValue }) => contextValue === "server.signedOut").length, 1);
  },
};
