import assert from "node:assert/strict";
import {
  authentication,
  type AuthenticationProviderAuthenticationSessionsChangeEvent,
  commands,
  env,
  EventEmitter,
} from "vscode";
import type { SessionFacts } from "../../src/core/sessions/sessions.ts";
import { accounts, accountsSource } from "../../src/extension/accounts/accounts.ts";
import { createCookieBrowser } from "../support/cookie-browser.ts";
import { startOpenBao } from "../support/openbao.ts";
import { addJwtSignIn } from "../support/openbao-set-up.ts";
import { startOpenIdProvider } from "../support/openid-provider.ts";
import type { Change } from "../../src/extension/services.ts";
import type { Tests } from "./harness.ts";
import { answering, servicesOf } from "./support/answers.ts";
import { withServer } from "./support/with-server.ts";

const labels = async (): Promise<readonly string[]> =>
  (await authentication.getAccounts("lockers")).map(({ label }) => label);

export const tests: Tests = {
  "an account for each server that is signed in to by OpenID Connect; it gives the access token and nothing else":
    async (context) => {
      const provider = await startOpenIdProvider();
      context.cleanUp(async () => provider.stop());
      const bao = await startOpenBao();
      context.cleanUp(async () => bao.stop());
      const { issuer, clientId, audience, jwksUrl } = provider;
      await addJwtSignIn(bao, { issuer, audience, keys: { jwksUrl } });
      const scopes = ["openid", "profile", "offline_access"];
      await withServer(context, bao.address, { kind: "oidc", issuer, clientId, scopes, mount: "jwt", role: "" });
      const services = servicesOf(context);
      const source = accountsSource(services);
      assert.deepEqual(await labels(), []);
      assert.deepEqual(await source.getSessions(["openid"], {}), []);

      answering(context, { pick: "Browser" }, { pick: "Copy Link" });
      const created = source.createSession(["openid"], {});
      const link = await context.waitUntil("the link", async () => {
        const text = await env.clipboard.readText();
        return text.startsWith(issuer) && text;
      });
      await createCookieBrowser().signIn(link, { login: "ada" });
      const session = await created;
      const token = await services.sessions().accessToken("suite", { audit: { who: "suite" } });
      assert.equal(session.accessToken, token.reveal());
      assert.deepEqual(session.scopes, ["openid"]);
      const label = session.account.label;
      assert.match(label, /\(suite\)$/);
      await context.waitUntil("the account in the menu", async () => (await labels()).includes(label));
      assert.ok(!JSON.stringify(services.globalMemory.get("lockers.accounts")).includes(token.reveal()));

      assert.equal((await source.getSessions(["openid", "profile"], {})).length, 1);
      assert.deepEqual(await source.getSessions(["admin"], {}), [], "a scope the session has not asked for");
      assert.equal(await authentication.getSession("lockers", ["admin"], { silent: true }), undefined);

      await source.removeSession("suite");
      assert.equal((await services.session("suite")).kind, "signed-out");
      await context.waitUntil("no account in the menu", async () => (await labels()).length === 0);
    },

  "a session without an OpenID provider is no account": async (context) => {
    const bao = await startOpenBao();
    context.cleanUp(async () => bao.stop());
    await withServer(context, bao.address);
    answering(context, { type: bao.token });
    await commands.executeCommand("lockers.signIn", "suite");
    assert.deepEqual(await accountsSource(servicesOf(context)).getSessions([], {}), []);
    assert.deepEqual(await labels(), []);
  },

  "who was signed in a moment ago is not remembered over who is": async (context) => {
    await withServer(context, "http://127.0.0.1:9");
    const services = servicesOf(context);
    const ada = {
      server: "suite",
      kind: "oidc",
      name: "ada",
      claims: {},
      accessor: "",
      ends: undefined,
      renews: false,
    };
    const waiting: (() => void)[] = [];
    const late = new Promise<void>((resolve) => void waiting.push(resolve));
    const answers = [late.then(() => ada as SessionFacts), Promise.resolve(undefined)];
    const sessions = { ...services.sessions(), session: async () => answers.shift() };
    const memory = new Map<string, unknown>();
    const telling = new EventEmitter<Change>();
    const changed = new EventEmitter<AuthenticationProviderAuthenticationSessionsChangeEvent>();
    const events: string[] = [];
    changed.event(({ added = [], removed = [] }) => {
      events.push(...added.map(({ id }) => `added ${id}`), ...removed.map(({ id }) => `removed ${id}`));
    });
    const made = accounts({
      ...services,
      sessions: () => sessions,
      globalMemory: {
        get: (key) => memory.get(key),
        keys: () => [...memory.keys()],
        update: async (key, value) => void memory.set(key, value),
      },
      changes: { ...services.changes, on: telling.event },
      dispose: () => undefined,
      views: { ...services.views, accounts: { changed, provide: () => telling, dispose: () => undefined } },
    });
    context.cleanUp(() => made.dispose());
    telling.fire({ kind: "servers" });
    telling.fire({ kind: "servers" });
    await new Promise(setImmediate);
    for (const answer of waiting) answer();
    await context.waitUntil("both", () => events.length === 2);
    assert.deepEqual(events, ["added suite", "removed suite"]);
    assert.deepEqual(memory.get("lockers.accounts"), {});
  },
};
