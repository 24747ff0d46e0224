import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { commands, env } from "vscode";
import { createCookieBrowser } from "../support/cookie-browser.ts";
import { type OpenBao, startOpenBao } from "../support/openbao.ts";
import { addJwtSignIn } from "../support/openbao-set-up.ts";
import { startOpenIdProvider } from "../support/openid-provider.ts";
import { pickText } from "../support/pick.ts";
import type { TestContext, Tests } from "./harness.ts";
import { answering, servicesOf } from "./support/answers.ts";
import { withServer } from "./support/with-server.ts";

const PASSWORD = "willow-Copper-4471-Tarn";
const ROLE = { token_policies: ["shop"], token_ttl: 1200, token_max_ttl: 3600 };
const CALL = { audit: { who: "suite" } };

async function bao(context: TestContext): Promise<OpenBao> {
  const server = await startOpenBao();
  context.cleanUp(async () => server.stop());
  await server.must("POST", "sys/policies/acl/shop", { policy: 'path "secret/*" { capabilities = ["list", "read"] }' });
  return server;
}

async function kindOf(context: TestContext): Promise<string | undefined> {
  return (await servicesOf(context).sessions().session("suite"))?.kind;
}

export const tests: Tests = {
  "by user name and password: a wrong one is told in the field, the right one is kept nowhere": async (context) => {
    const server = await bao(context);
    await server.must("POST", "sys/auth/people", { type: "userpass", config: { listing_visibility: "unauth" } });
    await server.must("POST", "auth/people/users/ada", { password: PASSWORD, ...ROLE });
    await withServer(context, server.address);
    const asked = answering(
      context,
      { press: "Other Ways" },
      { pick: "User Name and Password" },
      { type: " " },
      { type: "ada" },
      { type: "wrong" },
      { type: PASSWORD },
    );
    await commands.executeCommand("lockers.signIn", "suite");
    assert.deepEqual(asked.left, []);
    assert.ok(asked.said.includes("Type your user name."));
    assert.ok(
      asked.said.some((text) => text.startsWith("suite does not accept the sign-in: ")),
      asked.said.join("\n"),
    );
    assert.equal(await kindOf(context), "userpass");
    const { globalMemory, keychain } = servicesOf(context);
    assert.equal(globalMemory.get("lockers.signInName.suite"), "ada");
    assert.ok(!JSON.stringify(globalMemory.keys().map((key) => globalMemory.get(key))).includes(PASSWORD));
    assert.ok(!(await keychain.read("session/suite"))?.reveal().includes(PASSWORD));

    await commands.executeCommand("lockers.signOut", "suite");
    answering(context, { type: "ada" }, { type: PASSWORD });
    await commands.executeCommand("lockers.signIn", "suite");
    assert.equal(await kindOf(context), "userpass", "the way that worked is remembered");

    await withServer(context, server.address, { kind: "userpass", mount: "userpass", user: "" });
    answering(context, { type: "ada" }, { type: PASSWORD });
    await commands.executeCommand("lockers.signIn", "suite");
    assert.equal(await kindOf(context), "userpass", "the server tells of its mount, which has another name than usual");
  },

  "by AppRole, with a secret id and with a token that wraps one": async (context) => {
    const server = await bao(context);
    await server.must("POST", "sys/auth/approle", { type: "approle" });
    await server.must("POST", "auth/approle/role/robot", ROLE);
    const roleId = pickText(await server.must("GET", "auth/approle/role/robot/role-id"), "data", "role_id");
    const made = await server.must("POST", "auth/approle/role/robot/secret-id");
    await withServer(context, server.address, { kind: "approle", mount: "approle", roleId });
    answering(context, { type: roleId }, { type: pickText(made, "data", "secret_id") });
    await commands.executeCommand("lockers.signIn", "suite");
    assert.equal(await kindOf(context), "approle");
    await commands.executeCommand("lockers.signOut", "suite");

    const wrapped = await fetch(`${server.address}/v1/auth/approle/role/robot/secret-id`, {
      method: "POST",
      headers: { "X-Vault-Token": server.token, "X-Vault-Wrap-TTL": "60s" },
    });
    const token = pickText(await wrapped.json(), "wrap_info", "token");
    answering(context, { type: roleId }, { type: token });
    await commands.executeCommand("lockers.signIn", "suite");
    assert.equal(await kindOf(context), "approle");
  },

  "by a token file, whose path is checked while it is typed": async (context) => {
    const server = await bao(context);
    const folder = await mkdtemp(path.join(tmpdir(), "lockers-suite-"));
    context.cleanUp(async () => rm(folder, { recursive: true, force: true }));
    const file = path.join(folder, "token");
    await writeFile(file, `${server.token}\n`);
    await withServer(context, server.address);
    const asked = answering(
      context,
      { press: "Other Ways" },
      { pick: "Other…" },
      { pick: "Token File" },
      { type: path.join(folder, "none") },
      { type: file },
    );
    await commands.executeCommand("lockers.signIn", "suite");
    assert.ok(asked.said.includes("There is no such file."));
    assert.equal(await kindOf(context), "token-file");
    assert.equal(await servicesOf(context).keychain.read("session/suite"), undefined, "nothing of it is kept");
    await rm(file);
    assert.equal((await servicesOf(context).session("suite")).kind, "signed-out");
  },

  "by a code on another device, and by the access token of that session": async (context) => {
    const provider = await startOpenIdProvider();
    context.cleanUp(async () => provider.stop());
    const server = await bao(context);
    const { issuer, clientId, audience, jwksUrl } = provider;
    await addJwtSignIn(server, { issuer, audience, keys: { jwksUrl } });
    const scopes = ["openid", "profile", "offline_access"];
    await withServer(context, server.address, { kind: "oidc", issuer, clientId, scopes, mount: "jwt", role: "" });

    answering(context, { pick: "Code on Another Device" }, { pick: "Copy Code and Open Browser" });
    const signedIn = commands.executeCommand("lockers.signIn", "suite");
    const code = await context.waitUntil("the code", async () => {
      const text = await env.clipboard.readText();
      return /^[A-Z]{4}-[A-Z]{4}$/.test(text) && text;
    });
    await createCookieBrowser().signIn(`${issuer}/device?user_code=${code}`, { login: "grace" });
    await signedIn;
    assert.equal(await kindOf(context), "oidc");

    const services = servicesOf(context);
    const before = (await services.sessions().session("suite"))?.ends ?? 0;
    await commands.executeCommand("lockers.renewSession", "suite");
    assert.ok(((await services.sessions().session("suite"))?.ends ?? 0) > before, "Renew Now gives it a new end");

    const token = (await services.sessions().accessToken("suite", CALL)).reveal();
    await commands.executeCommand("lockers.signOut", "suite");
    const asked = answering(context, { type: "no JWT" }, { type: token });
    await commands.executeCommand("lockers.signIn", "suite", "access-token");
    assert.ok(asked.said.includes("access token: it is not a JWT."));
    const facts = await services.sessions().session("suite");
    assert.equal(facts?.claims["sub"], "grace");
    assert.equal(facts.kind, "oidc");
    const state = await services.session("suite");
    assert.equal(state.kind, "signed-in");
    assert.equal(state.kind === "signed-in" && state.who, "grace");
  },

  "the way that is remembered of another server of that name is not tried where it cannot be": async (context) => {
    await withServer(context, "http://127.0.0.1:9");
    await servicesOf(context).globalMemory.update("lockers.signInWay.suite", "browser");
    const asked = answering(context, { type: " " }, { leave: true });
    await commands.executeCommand("lockers.signIn", "suite");
    assert.deepEqual(asked.said, ["Sign In to suite", "Paste a token.", "Sign In to suite"]);
  },

  "a way that a link names must be one": async (context) => {
    await withServer(context, "http://127.0.0.1:9");
    const asked = answering(context, { leave: true });
    await commands.executeCommand("lockers.signIn", "suite", "__proto__");
    assert.deepEqual(asked.said, ["Sign In to suite"]);
  },
};
