import assert from "node:assert/strict";
import { commands, env } from "vscode";
import { Secret } from "../../src/core/secrets/secret.ts";
import type { TestContext, Tests } from "./harness.ts";
import { answering, servicesOf } from "./support/answers.ts";
import { openVault, PASSPHRASE } from "./support/open-vault.ts";
import { openBao, signedInTo } from "./support/server.ts";
import { openTree } from "./support/tree.ts";

const CALL = { audit: { who: "suite" } };

async function store(context: TestContext, path: string, key: string): Promise<void> {
  await openVault(context);
  const client = await servicesOf(context).connections().client("local");
  const at = { mount: "secret", path };
  await client.write(at, new Map([[key, { value: Secret.of("x"), json: false }]]), CALL);
  context.cleanUp(async () => (await servicesOf(context).connections().client("local")).destroy(at, "all", CALL));
}

async function selected(context: TestContext, path: string, key?: string): Promise<void> {
  const { view } = servicesOf(context).views.secrets;
  await context.waitUntil(`${path} to be selected`, () => {
    const place = view.selection[0]?.place;
    if (place === undefined || place.kind === "server" || place.at.path !== path) return false;
    return key === undefined ? place.kind === "secret" : place.kind === "key" && place.key === key;
  });
}

export const tests: Tests = {
  "Search Secrets… finds by path on every server and selects the row, though nothing was expanded": async (context) => {
    await store(context, "deep/ly/nested/quarry", "password");
    const bao = await openBao(context);
    await bao.must("POST", "secret/data/team/quarry-2", { data: { token: "x" } });
    await signedInTo(context, "found", bao);
    await openTree(context);
    answering(context, { find: "quarry", row: "quarry · local › secret/deep/ly/nested/quarry" });
    await commands.executeCommand("lockers.searchSecrets");
    await selected(context, "deep/ly/nested/quarry");
    answering(context, { find: "quar", row: "quarry-2 · found › secret/team/quarry-2" });
    await commands.executeCommand("lockers.searchSecrets");
    await selected(context, "team/quarry-2");
  },

  "key names are found once the person asks to read them": async (context) => {
    const bao = await openBao(context);
    await bao.must("POST", "secret/data/team/service", { data: { "quartz-token": "x" } });
    await signedInTo(context, "keys", bao);
    await openTree(context);
    const services = servicesOf(context);
    answering(
      context,
      { find: "service", row: "service" },
      { find: "quartz", row: "Search key names too" },
      { find: "quartz", row: "quartz-token · keys › secret/team/service" },
    );
    services.selection.selected([]);
    await commands.executeCommand("lockers.searchSecrets");
    await selected(context, "team/service");
    await commands.executeCommand("lockers.searchSecrets");
    await selected(context, "team/service", "quartz-token");
  },

  "a button of the row copies the reference; the last ones used stand on top": async (context) => {
    await store(context, "quill", "ink");
    const asked = answering(
      context,
      { find: "quill", row: "quill", button: "Copy Reference" },
      { find: "", row: "quill · local › secret/quill" },
    );
    await commands.executeCommand("lockers.searchSecrets");
    assert.equal(await env.clipboard.readText(), "vault://local/secret/quill/ink", asked.said.join());
    await commands.executeCommand("lockers.searchSecrets");
    await selected(context, "quill");
  },

  "a server that is signed out is the last row; names of a locked vault are gone": async (context) => {
    await store(context, "quiet", "password");
    const bao = await openBao(context);
    await signedInTo(context, "away", bao);
    await servicesOf(context).sessions().signOut("away", CALL);
    answering(context, { find: "quiet", row: "quiet" });
    await commands.executeCommand("lockers.searchSecrets");
    await commands.executeCommand("lockers.lockLocalVault");
    const asked = answering(
      context,
      { find: "quiet", row: "away is signed out · sign in to search it" },
      { leave: true },
      { find: "quiet", row: "Local Vault is locked · unlock to search it" },
      { type: PASSPHRASE },
      { find: "quiet", row: "quiet" },
    );
    await commands.executeCommand("lockers.searchSecrets");
    assert.deepEqual(asked.left, []);
  },
};
