import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Connections, ServerProfile } from "../../src/core/connections/connections.ts";
import { ExpectedError, type Problem } from "../../src/core/errors.ts";
import { createLedger } from "../../src/core/lockers/create-ledger.ts";
import { createLocker, type LockerOrder } from "../../src/core/lockers/create-locker.ts";
import type { LockerParts } from "../../src/core/lockers/locker-parts.ts";
import { createLockerTokens } from "../../src/core/lockers/locker-tokens.ts";
import { openLocker } from "../../src/core/lockers/open-locker.ts";
import { planUses } from "../../src/core/lockers/plan.ts";
import { refreshLockers } from "../../src/core/lockers/refresh-lockers.ts";
import { revokeLocker } from "../../src/core/lockers/revoke-locker.ts";
import { Secret } from "../../src/core/secrets/secret.ts";
import type { Sessions } from "../../src/core/sessions/sessions.ts";
import { createOpenIdConnect } from "../../src/core/sessions/openid-connect.ts";
import { createLoopback } from "../../src/node/loopback/loopback.ts";
import { systemRandom } from "../../src/node/local-vault/primitives.ts";
import { serveLocalVault, type Served } from "../../src/node/serve/serve.ts";
import { createCookieBrowser } from "../support/cookie-browser.ts";
import { newTestVault, type TestVault } from "../support/local-vault.ts";
import { memoryRecords } from "../support/memory-records.ts";
import { startOpenBao, type OpenBao } from "../support/openbao.ts";
import { addJwtSignIn, tokenWithPolicy } from "../support/openbao-set-up.ts";
import { startOpenIdProvider, type OpenIdProvider } from "../support/openid-provider.ts";
import { pick, pickText } from "../support/pick.ts";
import { hostWith, tokenProfile } from "../support/session-hosts.ts";
import { asTest, realClock, texts } from "../support/vault-client.ts";

const HOUR = 3600;

/** A person at a server, and how anybody else sends it plain requests. */
interface World {
  readonly parts: LockerParts;
  readonly server: string;
  readonly address: string;
}

let bao: OpenBao;
let provider: OpenIdProvider;
let local: TestVault;
let served: Served;
let jwtAccessor = "";
beforeAll(async () => {
  [bao, provider, local] = await Promise.all([startOpenBao(), startOpenIdProvider(), newTestVault()]);
  served = await serveLocalVault({ vault: local.vault });
  const { issuer, audience, jwksUrl } = provider;
  jwtAccessor = await addJwtSignIn(bao, { issuer, audience, keys: { jwksUrl }, tokenTtl: 600, tokenMaxTtl: 2 * HOUR });
});
afterAll(async () => {
  await served.close();
  await Promise.all([bao.stop(), provider.stop(), local.close()]);
});

function partsOf(connections: Connections): LockerParts {
  const records = memoryRecords();
  const clock = realClock;
  return {
    connections,
    ledger: createLedger(records, clock),
    tokens: createLockerTokens(records),
    clock,
    random: systemRandom,
  };
}

async function withPastedToken(token: string): Promise<World> {
  const { connections, sessions } = hostWith([tokenProfile("egi", bao.address)]);
  await sessions.signInWithToken("egi", Secret.of(token), asTest);
  return { parts: partsOf(connections), server: "egi", address: bao.address };
}

function oidcProfile(): ServerProfile {
  const signIn = {
    kind: "oidc",
    issuer: provider.issuer,
    clientId: provider.clientId,
    scopes: ["openid", "offline_access"],
    mount: "jwt",
    role: "",
  } as const;
  return { ...tokenProfile("egi", bao.address), signIn };
}

async function signedIn(login: string): Promise<World & { readonly sessions: Sessions }> {
  const oidc = createOpenIdConnect({ loopback: createLoopback(), clock: realClock });
  const { connections, sessions } = hostWith([oidcProfile()], { oidc });
  const openBrowser = (url: string): void => void createCookieBrowser().signIn(url, { login });
  await sessions.signInWithBrowser("egi", { openBrowser }, asTest);
  return { parts: partsOf(connections), server: "egi", address: bao.address, sessions };
}

async function onLocalVault(): Promise<World> {
  const { connections } = hostWith([], { localVault: local.vault });
  return { parts: partsOf(connections), server: "local", address: served.address };
}

function order({ server }: World, changes: Partial<LockerOrder> = {}): LockerOrder {
  const contents = new Map([["deploy", texts({ password: "locker-canary", port: "5432" })]]);
  const uses = planUses({ paths: 1, reads: 2 });
  return { server, purpose: "db", contents, uses, ttl: HOUR, keepToken: false, ...changes };
}

/** What curl would do. */
async function get(world: World, path: string, token: Secret): Promise<{ status: number; body: unknown }> {
  const answer = await fetch(`${world.address}/v1/${path}`, { headers: { "X-Vault-Token": token.reveal() } });
  const text = await answer.text();
  return { status: answer.status, body: text === "" ? undefined : JSON.parse(text) };
}

async function problemOf(action: Promise<unknown>): Promise<Problem | undefined> {
  try {
    await action;
    return undefined;
  } catch (error) {
    if (error instanceof ExpectedError) return error.problem;
    throw error;
  }
}

/** Accessors of all living tokens. */
async function accessors(): Promise<readonly string[]> {
  return pick(await bao.must("LIST", "auth/token/accessors"), "data", "keys") as string[];
}

/** Waits until no token lives that was not there before. Those of tests before may go meanwhile: the server takes its time. */
async function nothingIsLeft(before: readonly string[]): Promise<void> {
  await expect.poll(async () => (await accessors()).filter((one) => !before.includes(one))).toEqual([]);
}

const CREATE = `path "auth/token/create" { capabilities = ["update"] }`;
const CREATE_DEFAULT_ONLY = `path "auth/token/create" {
  capabilities = ["update"]
  required_parameters = ["policies"]
  allowed_parameters = { "policies" = [["default"]], "*" = [] }
}`;

async function limitedUser(name: string, policy: string, more = {}): Promise<World> {
  const { token } = await tokenWithPolicy(bao, name, policy, { ttl: "2h", ...more });
  return withPastedToken(token);
}

const WORLDS: readonly (readonly [string, string, () => Promise<World>])[] = [
  ["a pasted root token", "child-token", () => withPastedToken(bao.token)],
  ["a pasted token that may only create", "child-token", () => limitedUser("creator", CREATE)],
  ["a pasted token that may create lockers alone", "session-token", () => limitedUser("strict", CREATE_DEFAULT_ONLY)],
  ["an OIDC session", "own-login", () => signedIn("ada@example.org")],
  ["the local vault", "vault", onLocalVault],
];

describe.each(WORLDS)("with %s", (_, hangsOn, start) => {
  let world: World;
  beforeEach(async () => {
    world = await start();
  });

  test("any Vault client reads the locker as often as planned, and not once more", async () => {
    const { token, entry } = await createLocker(world.parts, order(world), asTest);
    expect(entry).toMatchObject({ hangsOn, state: "live", contents: ["deploy/password", "deploy/port"] });
    const expected = { password: "locker-canary", port: "5432" };
    for (let reads = 1; reads <= 2; reads += 1) {
      const read = await get(world, "cubbyhole/deploy", token);
      expect(read.status).toBe(200);
      expect(pick(read.body, "data")).toEqual(expected);
    }
    expect((await get(world, "cubbyhole/deploy", token)).status).toBe(403);
  });

  test("making, checking its life and the owner's look cost nothing; each request costs one", async () => {
    const uses = planUses({ paths: 1, reads: 4 });
    const { token } = await createLocker(world.parts, order(world, { uses }), asTest);
    const locker = await openLocker(world.parts, world.server, token);
    expect(await locker.isAlive(asTest)).toBe(true);
    expect(await problemOf(locker.read("nothing", asTest))).toMatchObject({ code: "not-found" });
    expect(await locker.list("", asTest)).toEqual([{ name: "deploy", kind: "secret" }]);
    const count = await locker.check(asTest); // 5 granted: put, failed read, list, this
    expect(count.left).toBe(1);
    expect(count.ttl).toBeGreaterThan(HOUR - 60);
    await refreshLockers(world.parts, asTest);
    expect((await locker.read("deploy", asTest)).fields.get("password")?.value.reveal()).toBe("locker-canary");
    expect(await locker.entry()).toMatchObject({ usesSpent: 5, state: "spent" });
    expect(await problemOf(locker.read("deploy", asTest))).toMatchObject({ code: "locker-spent" });
  });

  test("it opens nothing but itself", async () => {
    const { token } = await createLocker(world.parts, order(world), asTest);
    expect((await get(world, "secret/data/shop/db", token)).status).toBe(403);
  });

  test("revoked by its maker, it is dead at once", async () => {
    const { token, entry } = await createLocker(world.parts, order(world, { keepToken: true }), asTest);
    expect((await revokeLocker(world.parts, entry, asTest)).state).toBe("revoked");
    expect((await get(world, "cubbyhole/deploy", token)).status).toBe(403);
    expect(await world.parts.tokens.find(entry.id, "locker")).toBeUndefined();
  });

  test("revoked by its holder, it is dead at once", async () => {
    const { token } = await createLocker(world.parts, order(world), asTest);
    await (await openLocker(world.parts, world.server, token)).revoke(asTest);
    expect((await get(world, "cubbyhole/deploy", token)).status).toBe(403);
  });
});

test.each([
  ["root", () => withPastedToken(bao.token)],
  ["local", onLocalVault],
] as const)("the owner sees who read it, for nothing: %s", async (_, start) => {
  const world = await start();
  const uses = planUses({ paths: 1, reads: 1, spare: 2 });
  const { token } = await createLocker(world.parts, order(world, { uses }), asTest);
  await get(world, "cubbyhole/deploy", token);
  expect(await refreshLockers(world.parts, asTest)).toMatchObject({
    entries: [{ state: "live", usesSeen: 2 }],
    alarms: [],
  });
  await get(world, "cubbyhole/deploy", token);
  const { alarms } = await refreshLockers(world.parts, asTest);
  expect(alarms.map(({ alarm }) => alarm)).toEqual([{ kind: "overused", uses: 2, planned: 1 }]);
});

test("a login is stretched to the locker's life, and a server's limit shortens it", async () => {
  const world = await signedIn("grace@example.org");
  const stretched = await createLocker(world.parts, order(world, { ttl: HOUR + 1800 }), asTest);
  expect(stretched.entry.ends - stretched.entry.made).toBeGreaterThan((HOUR + 1700) * 1000);
  const asked: number[] = [];
  const acceptTtl = async (seconds: number) => asked.push(seconds) > 0;
  const { entry } = await createLocker(world.parts, order(world, { ttl: 8 * HOUR }), { ...asTest, acceptTtl });
  expect(asked).toEqual([2 * HOUR]);
  expect(entry.ends - entry.made).toBeLessThanOrEqual(2 * HOUR * 1000);
});

test("signing out leaves a locker with a login of its own alive", async () => {
  const world = await signedIn("linus@example.org");
  const { token, entry } = await createLocker(world.parts, order(world), asTest);
  await world.sessions.signOut("egi", asTest);
  expect((await get(world, "cubbyhole/deploy", token)).status).toBe(200);
  expect((await revokeLocker(world.parts, entry, asTest)).state).toBe("revoked"); // by the parent's token, signed out
  expect((await get(world, "cubbyhole/deploy", token)).status).toBe(403);
});

test("a locker of the local vault outlives the process's token that made it", async () => {
  const first = await onLocalVault();
  const { token } = await createLocker(first.parts, order(first), asTest);
  await local.vault.lock();
  await local.vault.unlock({ kind: "passphrase", passphrase: Secret.of("correct horse battery staple") });
  expect((await get(first, "cubbyhole/deploy", token)).status).toBe(200);
});

test("policies of the person's identity: no locker, and what was begun is gone", async () => {
  const world = await signedIn("team@example.org");
  await bao.must("POST", "sys/policies/acl/team-a", { policy: `path "secret/*" { capabilities = ["read"] }` });
  const entity = await bao.must("POST", "identity/lookup/entity", {
    alias_name: "team@example.org",
    alias_mount_accessor: jwtAccessor,
  });
  await bao.must("POST", `identity/entity/id/${pickText(entity, "data", "id")}`, { policies: ["team-a"] });
  const before = await accessors();
  expect(await problemOf(createLocker(world.parts, order(world), asTest))).toEqual({
    code: "locker-not-isolated",
    server: "egi",
    policy: "team-a",
  });
  await nothingIsLeft(before);
  expect(await world.parts.ledger.entries()).toEqual([]);
});

test("no right to create: said with its cause, and nothing is left", async () => {
  const world = await limitedUser("reader", `path "secret/*" { capabilities = ["read"] }`);
  const before = await accessors();
  expect(await problemOf(createLocker(world.parts, order(world), asTest))).toMatchObject({
    code: "not-allowed",
    path: "auth/token/create",
  });
  await nothingIsLeft(before);
});

test("contents that the server refuses: the locker is taken back", async () => {
  const world = await withPastedToken(bao.token);
  const before = await accessors();
  const keys = Array.from({ length: 1200 }, (_, index) => [`key${index}`, "x"]);
  const large = new Map([["deploy", texts(Object.fromEntries(keys))]]);
  expect(await problemOf(createLocker(world.parts, order(world, { contents: large }), asTest))).toMatchObject({
    code: "locker-not-made",
    reason: "failed",
    revoked: true,
  });
  await nothingIsLeft(before);
});
