import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { CustomFetch } from "openid-client";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { ServerProfile } from "../../src/core/connections/connections.ts";
import type { Clock } from "../../src/core/ports.ts";
import { Secret } from "../../src/core/secrets/secret.ts";
import { createOpenIdConnect } from "../../src/core/sessions/openid-connect.ts";
import type { SessionLock } from "../../src/core/sessions/session-lock.ts";
import { keychainSessions } from "../../src/core/sessions/session-store.ts";
import { createFileLock } from "../../src/node/locks/file-lock.ts";
import { createLoopback } from "../../src/node/loopback/loopback.ts";
import { freePort } from "../support/free-port.ts";
import { createCookieBrowser, type Person } from "../support/cookie-browser.ts";
import { memoryKeychain } from "../support/memory-stores.ts";
import { startOpenBao, type OpenBao } from "../support/openbao.ts";
import { addJwtSignIn } from "../support/openbao-set-up.ts";
import { pickText } from "../support/pick.ts";
import { startOpenIdProvider, type OpenIdProvider } from "../support/openid-provider.ts";
import { hostWith, type Host } from "../support/session-hosts.ts";
import { asTest, clientFor, shown, texts, transportTo } from "../support/vault-client.ts";

let bao: OpenBao;
let provider: OpenIdProvider;
beforeAll(async () => {
  [bao, provider] = await Promise.all([startOpenBao(), startOpenIdProvider()]);
  const { issuer, audience, jwksUrl } = provider;
  await addJwtSignIn(bao, { issuer, audience, keys: { jwksUrl }, tokenTtl: 1200, tokenMaxTtl: 3600 });
});
afterAll(() => Promise.all([bao.stop(), provider.stop()]));

function profile(more: { readonly role?: string; readonly issuer?: string } = {}): ServerProfile {
  return {
    name: "egi",
    addresses: [bao.address],
    signIn: {
      kind: "oidc",
      issuer: more.issuer ?? provider.issuer,
      clientId: provider.clientId,
      scopes: ["openid", "profile", "email", "offline_access"],
      mount: "jwt",
      role: more.role ?? "",
    },
    namespace: undefined,
    caFile: undefined,
    home: "users/{sub}",
  };
}

/** Time that passes when the test says so; it starts at the real one, since servers have their own. */
function movableClock(): Clock & { pass(seconds: number): void } {
  let offset = 0;
  return {
    now: () => Date.now() + offset,
    pass: (seconds) => {
      offset += seconds * 1000;
    },
  };
}

/** The provider says nothing of how often to ask for a device code's outcome, which means every 5 s (RFC 8628, 3.2). */
const fetchWithShortInterval: CustomFetch = async (url, options) => {
  const answer = await fetch(url, options as RequestInit);
  if (!url.endsWith("/device/auth")) return answer;
  const body: unknown = await answer.json();
  return Response.json({ ...(body as object), interval: 1 });
};

let clock: ReturnType<typeof movableClock>;
let keychain: ReturnType<typeof memoryKeychain>;
beforeEach(() => {
  clock = movableClock();
  keychain = memoryKeychain();
});

function host(
  of: ServerProfile = profile(),
  loopback = createLoopback(),
  more: { readonly lock?: SessionLock } = {},
): Host {
  const oidc = createOpenIdConnect({ loopback, clock, fetchFor: () => fetchWithShortInterval });
  return hostWith([of], { store: keychainSessions(keychain), oidc, clock, ...more });
}

/** Signs in as a person does who does not decline. */
function asPerson(person: Person, pages: string[] = []) {
  return {
    openBrowser: (url: string) => {
      void createCookieBrowser()
        .signIn(url, person)
        .then(({ status, text }) => pages.push(`${status} ${text}`));
    },
  };
}

const ada: Person = { login: "ada@example.org" };

describe("in the browser", () => {
  test("a person signs in, reads what is theirs, and still is signed in after a restart", async () => {
    const pages: string[] = [];
    const { sessions } = host();
    const facts = await sessions.signInWithBrowser("egi", asPerson(ada, pages), asTest);
    expect(facts).toMatchObject({ kind: "oidc", name: "Name of ada@example.org", renews: true });
    expect(facts.claims["sub"]).toBe("ada@example.org");

    const { connections } = host();
    const home = await connections.home("egi");
    expect(home).toBe("users/ada@example.org");
    const client = await connections.client("egi");
    const at = { mount: "secrets", path: `${home}/shop/db` };
    await client.write(at, texts({ password: "p" }), asTest);
    expect(shown(await client.read(at, asTest))).toEqual({ password: "p" });
    await expect(client.read({ mount: "secrets", path: "users/bob/x" }, asTest)).rejects.toMatchObject({
      problem: { code: "not-allowed" },
    });
    await expect.poll(() => pages.join()).toMatch(/^200 .*You are signed in to egi\. You can close this tab\./u);
  });

  test("the short address leads to the same page", async () => {
    const facts = await host().sessions.signInWithBrowser(
      "egi",
      { openBrowser: (_, short) => asPerson(ada).openBrowser(short) },
      asTest,
    );
    expect(facts.claims["sub"]).toBe(ada.login);
  });

  test.each(["login", "consent"] as const)("a person declines at %s", async (declines) => {
    const pages: string[] = [];
    const { sessions } = host();
    await expect(
      sessions.signInWithBrowser("egi", asPerson({ ...ada, declines }, pages), asTest),
    ).rejects.toMatchObject({ problem: { code: "sign-in-denied", server: "egi" } });
    expect(await sessions.session("egi")).toBeUndefined();
  });

  test("nobody finishes, or the person gives up", async () => {
    const nobody = { openBrowser: () => undefined };
    await expect(
      host(profile(), createLoopback(50)).sessions.signInWithBrowser("egi", nobody, asTest),
    ).rejects.toMatchObject({
      problem: { code: "sign-in-timeout" },
    });
    const stop = new AbortController();
    const waiting = host().sessions.signInWithBrowser(
      "egi",
      { openBrowser: () => stop.abort() },
      { ...asTest, signal: stop.signal },
    );
    await expect(waiting).rejects.toMatchObject({ problem: { code: "cancelled" } });
  });

  test("the role is missing: the server's reason is told and nothing is kept", async () => {
    const { sessions } = host(profile({ role: "zz" }));
    await expect(sessions.signInWithBrowser("egi", asPerson(ada), asTest)).rejects.toMatchObject({
      problem: { code: "session-refused", reason: 'role "zz" could not be found' },
    });
    expect(keychain.entries.size).toBe(0);
  });

  test("the provider does not answer", async () => {
    const port = await freePort();
    const { sessions } = host(profile({ issuer: `http://127.0.0.1:${port}` }));
    await expect(sessions.signInWithBrowser("egi", asPerson(ada), asTest)).rejects.toMatchObject({
      problem: { code: "unreachable", tried: [`127.0.0.1:${port}`] },
    });
  });
});

describe("with a code on another device", () => {
  test("a person types the code and is signed in", async () => {
    const codes: string[] = [];
    const facts = await host().sessions.signInWithDeviceCode(
      "egi",
      {
        showCode: ({ userCode, verificationUri, verificationUriComplete, expires }) => {
          codes.push(userCode);
          expect(verificationUri).toBe(`${provider.issuer}/device`);
          expect(expires).toBeGreaterThan(clock.now() + 500_000);
          void createCookieBrowser().signIn(verificationUriComplete ?? "", ada);
        },
      },
      asTest,
    );
    expect(codes.join()).toMatch(/^[A-Z]{4}-[A-Z]{4}$/u);
    expect(facts).toMatchObject({ kind: "oidc", renews: true, claims: { sub: ada.login } });
  });

  test("a person declines", async () => {
    const declined = host().sessions.signInWithDeviceCode(
      "egi",
      {
        showCode: ({ verificationUriComplete }) => {
          void createCookieBrowser().signIn(verificationUriComplete ?? "", { ...ada, declines: "device" });
        },
      },
      asTest,
    );
    await expect(declined).rejects.toMatchObject({ problem: { code: "sign-in-denied" } });
  });

  test("the person gives up", async () => {
    const stop = new AbortController();
    const waiting = host().sessions.signInWithDeviceCode(
      "egi",
      { showCode: () => stop.abort() },
      { ...asTest, signal: stop.signal },
    );
    await expect(waiting).rejects.toMatchObject({ problem: { code: "cancelled" } });
  });
});

async function signedIn(): Promise<Host> {
  const made = host();
  await made.sessions.signInWithBrowser("egi", asPerson(ada), asTest);
  return made;
}

async function alive(token: string | undefined): Promise<boolean> {
  return clientFor({ transport: transportTo(bao.address), token }).tokens.isAlive(asTest);
}

describe("a session", () => {
  test("renews its Vault token by itself, and buys a new one where the old one cannot go on", async () => {
    const { sessions } = await signedIn();
    const first = await sessions.vaultToken("egi", asTest);
    clock.pass(1000);
    const renewed = await sessions.vaultToken("egi", asTest);
    expect(renewed.accessor).toBe(first.accessor);
    await bao.must("POST", "auth/token/revoke-accessor", { accessor: first.accessor });
    clock.pass(1000);
    const bought = await sessions.vaultToken("egi", asTest);
    expect(bought.accessor).not.toBe(first.accessor);
    expect(await alive(bought.token.reveal())).toBe(true);
  });

  test("refreshes its access token, and keeps the rotated refresh token", async () => {
    const { sessions } = await signedIn();
    const first = await sessions.accessToken("egi", asTest);
    expect((await sessions.accessToken("egi", asTest)).equals(first)).toBe(true);
    clock.pass(3590);
    const second = await sessions.accessToken("egi", asTest);
    expect(second.equals(first)).toBe(false);
    clock.pass(3590);
    expect((await host().sessions.accessToken("egi", asTest)).equals(second)).toBe(false);
  });

  test("is refreshed once, however many ask at the same time", async () => {
    const { sessions } = await signedIn();
    clock.pass(3590);
    const tokens = await Promise.all([1, 2, 3].map(() => sessions.accessToken("egi", asTest)));
    expect(new Set(tokens.map((token) => token.reveal())).size).toBe(1);
    clock.pass(3590);
    await sessions.accessToken("egi", asTest);
  });

  test("is refreshed by one of two windows, and both go on with what that one got", async () => {
    const directory = await mkdtemp(join(tmpdir(), "lockers-windows-"));
    const shared = { lock: createFileLock(directory) };
    const windows = [host(profile(), undefined, shared), host(profile(), undefined, shared)] as const;
    await windows[0].sessions.signInWithBrowser("egi", asPerson(ada), asTest);
    for (let round = 1; round <= 2; round += 1) {
      clock.pass(3590);
      const tokens = await Promise.all(windows.map(({ sessions }) => sessions.accessToken("egi", asTest)));
      expect(new Set(tokens.map((token) => token.reveal())).size).toBe(1);
    }
    await rm(directory, { recursive: true });
  });

  test("ends where the provider no longer refreshes it", async () => {
    const { sessions, connections } = await signedIn();
    provider.forgetGrants();
    clock.pass(4000);
    await expect(connections.client("egi")).rejects.toMatchObject({
      problem: { code: "session-expired", server: "egi" },
    });
    await expect(sessions.accessToken("egi", asTest)).rejects.toMatchObject({ problem: { code: "session-expired" } });
  });

  test("goes on silently where the server has revoked its token: reads and writes, with one new login for all", async () => {
    const { sessions, connections } = await signedIn();
    const client = await connections.client("egi");
    const at = { mount: "secrets", path: `users/${ada.login}/revoked` };
    await client.write(at, texts({ password: "before" }), asTest);
    const revoke = async (): Promise<string> => {
      const { accessor } = await sessions.vaultToken("egi", asTest);
      await bao.must("POST", "auth/token/revoke-accessor", { accessor });
      return accessor;
    };
    const first = await revoke();
    const found = await Promise.all([1, 2, 3].map(() => client.read(at, asTest)));
    expect(found.map(shown)).toEqual(Array.from({ length: 3 }, () => ({ password: "before" })));
    const second = await revoke();
    expect(second).not.toBe(first);
    await client.write(at, texts({ password: "after" }), asTest);
    expect(shown(await (await connections.client("egi")).read(at, asTest))).toEqual({ password: "after" });
  });

  test("that was revoked ends where the provider knows nothing of it any more, and is told once and for all", async () => {
    const { sessions, connections } = await signedIn();
    const client = await connections.client("egi");
    const { accessor } = await sessions.vaultToken("egi", asTest);
    await bao.must("POST", "auth/token/revoke-accessor", { accessor });
    provider.forgetGrants();
    clock.pass(3590);
    await expect(client.list({ mount: "secrets", path: `users/${ada.login}` }, asTest)).rejects.toMatchObject({
      problem: { code: "session-expired", server: "egi" },
    });
    expect(await sessions.session("egi")).toBeUndefined();
    await expect(connections.client("egi")).rejects.toMatchObject({ problem: { code: "session-expired" } });
  });

  test("of a pasted token that was revoked ends", async () => {
    const { sessions, connections } = host();
    const pasted = pickText(await bao.must("POST", "auth/token/create", {}), "auth", "client_token");
    await sessions.signInWithToken("egi", Secret.of(pasted), asTest);
    const client = await connections.client("egi");
    await bao.must("POST", "auth/token/revoke", { token: pasted });
    await expect(client.mounts(asTest)).rejects.toMatchObject({ problem: { code: "session-expired" } });
    expect(await sessions.session("egi")).toBeUndefined();
  });

  test("signs out: its own token dies, that of a separate login lives on", async () => {
    const { sessions, connections } = await signedIn();
    const own = await sessions.vaultToken("egi", asTest);
    const separate = await connections.separateLogin("egi", asTest);
    expect(separate).toMatchObject({ orphan: true, type: "service", numUses: 0 });
    await sessions.signOut("egi", asTest);
    expect(await alive(own.token.reveal())).toBe(false);
    expect(await alive(separate?.token.reveal())).toBe(true);
    expect(keychain.entries.size).toBe(0);
    await expect(connections.client("egi")).rejects.toMatchObject({ problem: { code: "signed-out" } });
  });

  test("that is damaged in its keeper is a session that is not there", async () => {
    const { sessions } = await signedIn();
    const [key, value] = [...keychain.entries][0] ?? [];
    if (key === undefined || value === undefined) throw new Error("nothing was kept");
    keychain.entries.set(key, Secret.of(value.reveal().slice(0, -9)));
    expect(await sessions.session("egi")).toBeUndefined();
    await expect(sessions.vaultToken("egi", asTest)).rejects.toMatchObject({ problem: { code: "signed-out" } });
  });
});
