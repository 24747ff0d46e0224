import assert from "node:assert/strict";
import { commands, env, type TreeItem } from "vscode";
import { roots } from "../../src/extension/secrets/roots.ts";
import { ALL_RIGHTS } from "../../src/core/vault/rights.ts";
import { createFactsBook } from "../../src/extension/secrets/secret-facts.ts";
import type { TreeNode } from "../../src/extension/secrets/node.ts";
import { createCookieBrowser } from "../support/cookie-browser.ts";
import { freePort } from "../support/free-port.ts";
import { type OpenBao, startOpenBao } from "../support/openbao.ts";
import { addJwtSignIn } from "../support/openbao-set-up.ts";
import { startOpenIdProvider } from "../support/openid-provider.ts";
import { AUTHORITY, startTlsServer } from "../support/tls-server.ts";
import type { TestContext, Tests } from "./harness.ts";
import { answering, servicesOf } from "./support/answers.ts";
import { withServer } from "./support/with-server.ts";

async function bao(context: TestContext): Promise<OpenBao> {
  const server = await startOpenBao();
  context.cleanUp(async () => server.stop());
  return server;
}

const nothing = (): void => undefined;

async function serverRow(context: TestContext): Promise<TreeNode> {
  const parts = {
    services: servicesOf(context),
    facts: createFactsBook(),
    search: { keysRead: () => undefined },
    rights: { of: () => ALL_RIGHTS },
    opened: { below: () => [] },
    redraw: nothing,
    drop: nothing,
  };
  const rows = await roots(parts)();
  const row = rows.find(({ place }) => place?.kind === "server" && place.server === "suite");
  assert.ok(row, "the server has a row");
  return row;
}

async function drawn(context: TestContext): Promise<TreeItem> {
  return (await serverRow(context)).item();
}

function tooltip({ tooltip: text }: TreeItem): string {
  assert.ok(typeof text === "string", "a tooltip is plain text");
  return text;
}

/** What a row looks like, in short: description, icon, kind, what a click runs, how it is read out. */
function look({ description, iconPath, contextValue, command, accessibilityInformation }: TreeItem) {
  const icon = typeof iconPath === "object" && "id" in iconPath ? iconPath.id : undefined;
  return [description, icon, contextValue, command?.command, accessibilityInformation?.label];
}

export const tests: Tests = {
  "a server row: signed out, signed in, sealed, not reachable, each with its click and its words": async (context) => {
    const server = await bao(context);
    await withServer(context, server.address);
    assert.deepEqual(look(await drawn(context)), [
      "signed out",
      "server",
      "server.signedOut",
      "lockers.signIn",
      "server suite, signed out",
    ]);

    const closed = (await drawn(context)).id;
    answering(context, { type: server.token });
    await commands.executeCommand("lockers.signIn", "suite");
    const row = await serverRow(context);
    assert.notEqual(row.id, closed, "VS Code opens a row by itself that gets children under the id it had without");
    assert.deepEqual(look(await row.item()), [
      "token",
      "server",
      "server.signedIn",
      undefined,
      "server suite, signed in",
    ]);
    assert.match(tooltip(await row.item()), /Signed in as token\nNo end\nRenews by itself: no$/);
    const children = async (): Promise<unknown> => row.children(new AbortController().signal);
    assert.ok(Array.isArray(await children()));

    await server.must("PUT", "sys/seal");
    await assert.rejects(children(), { message: "sealed" });
    const sealed = await drawn(context);
    assert.deepEqual(look(sealed), [
      "sealed",
      "lock",
      "server.trouble.sealed.signedIn",
      "lockers.retryServer",
      "server suite, sealed",
    ]);
    assert.match(tooltip(sealed), new RegExp(`${server.address}: sealed\nLast answer: `));
    assert.equal(sealed.id, row.id, "what was listed stays below it");

    await server.stop();
    await commands.executeCommand("lockers.retryServer", "suite");
    const away = await drawn(context);
    assert.deepEqual(look(away), [
      "not reachable",
      "debug-disconnect",
      "server.trouble.unreachable.signedIn",
      "lockers.retryServer",
      "server suite, not reachable",
    ]);
    assert.ok(tooltip(away).includes(`${server.address}: no answer`));
  },

  "a sign-in at a server that is away says so on its row, and Retry finds it again": async (context) => {
    const port = await freePort();
    await withServer(context, `http://127.0.0.1:${port}`);
    const asked = answering(context, { type: "hvs.any" });
    await commands.executeCommand("lockers.signIn", "suite");
    assert.ok(asked.said.some((text) => text.startsWith("suite is not reachable: no answer from 127.0.0.1:")));
    assert.equal((await drawn(context)).contextValue, "server.trouble.unreachable");

    const server = await bao(context);
    await withServer(context, server.address);
    await commands.executeCommand("lockers.retryServer", "suite");
    assert.equal((await drawn(context)).contextValue, "server.signedOut");
  },

  "a certificate that is refused is explained": async (context) => {
    const tls = await startTlsServer(await bao(context));
    context.cleanUp(() => tls.stop());
    await withServer(context, tls.address);
    await commands.executeCommand("lockers.retryServer", "suite");
    const row = await drawn(context);
    assert.deepEqual(look(row), [
      "certificate",
      "warning",
      "server.trouble.certificate",
      "lockers.explainCertificate",
      "server suite, certificate",
    ]);
    assert.match(tooltip(row), new RegExp(`is from an unknown authority, "${AUTHORITY}"`));
    const asked = answering(context, { pick: "Subject" }, { pick: "Signed by" }, { leave: true });
    await commands.executeCommand("lockers.explainCertificate", "suite");
    assert.deepEqual(asked.left, [], "the facts are there, and only tell");
  },

  "a sign-in by browser: left, shown again, cancelled, and done": async (context) => {
    const provider = await startOpenIdProvider();
    context.cleanUp(async () => provider.stop());
    const server = await bao(context);
    const { issuer, clientId, audience, jwksUrl } = provider;
    await addJwtSignIn(server, { issuer, audience, keys: { jwksUrl } });
    const scopes = ["openid", "profile", "offline_access"];
    await withServer(context, server.address, { kind: "oidc", issuer, clientId, scopes, mount: "jwt", role: "" });

    const asked = answering(context, { pick: "Browser" }, { leave: true });
    const cancelled = commands.executeCommand("lockers.signIn", "suite");
    await context.waitUntil("the sheet left", () => asked.left.length === 0);
    assert.deepEqual(look(await drawn(context)), [
      "signing in",
      "loading~spin",
      "server.signingIn",
      "lockers.signIn",
      "server suite, signing in",
    ]);
    const before = asked.said.length;
    await commands.executeCommand("lockers.signIn", "suite");
    await context.waitUntil("the sheet again", () => asked.said.length > before);
    await commands.executeCommand("lockers.cancelSignIn", "suite");
    await cancelled;
    assert.equal((await drawn(context)).contextValue, "server.signedOut");

    answering(context, { pick: "Browser" }, { pick: "Copy Link" });
    const signedIn = commands.executeCommand("lockers.signIn", "suite");
    const link = await context.waitUntil("the link", async () => {
      const text = await env.clipboard.readText();
      return text.startsWith(issuer) && text;
    });
    await createCookieBrowser().signIn(link, { login: "ada" });
    await signedIn;
    const row = await drawn(context);
    assert.equal(row.contextValue, "server.signedIn.oidc");
    assert.ok(typeof row.description === "string");
    assert.match(row.description, /^.*ada.* · (59 min|1 h)$/i);
    assert.match(tooltip(row), /Until .+ UTC\)\nRenews by itself: yes$/);

    await commands.executeCommand("lockers.copyAccessToken", "suite");
    const token = await servicesOf(context)
      .sessions()
      .accessToken("suite", { audit: { who: "suite" } });
    assert.equal(await env.clipboard.readText(), token.reveal());
    await commands.executeCommand("lockers.clearClipboard");
  },
};
