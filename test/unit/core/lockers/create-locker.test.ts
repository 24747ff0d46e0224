import { expect, test } from "vitest";
import { ExpectedError, type Problem } from "../../../../src/core/errors.ts";
import { createLocker, type LockerOrder } from "../../../../src/core/lockers/create-locker.ts";
import { createLedger } from "../../../../src/core/lockers/create-ledger.ts";
import { createLockerTokens } from "../../../../src/core/lockers/locker-tokens.ts";
import { planUses } from "../../../../src/core/lockers/plan.ts";
import { refreshLockers } from "../../../../src/core/lockers/refresh-lockers.ts";
import { revokeLocker } from "../../../../src/core/lockers/revoke-locker.ts";
import { openLocker } from "../../../../src/core/lockers/open-locker.ts";
import { Secret } from "../../../../src/core/secrets/secret.ts";
import { fakeTokenServer } from "../../../support/fake-token-server.ts";
import { memoryRecords } from "../../../support/memory-records.ts";

const NOW = Date.UTC(2026, 2, 12, 12, 0);
const HOUR = 3600;
const MARK = "canary-5e21";
const OPTIONS = { audit: { who: "test" } };
const DATA = new Map([["password", { value: Secret.of(MARK), json: false }]]);

function setUp(server = "egi") {
  let now = NOW;
  let count = 0;
  const clock = { now: () => now };
  const records = memoryRecords();
  const fake = fakeTokenServer(clock, server);
  const random = { bytes: (length: number) => new Uint8Array(length).fill((count += 1)) };
  const ledger = createLedger(records, clock);
  const tokens = createLockerTokens(records);
  return {
    ...fake,
    records,
    parts: { connections: fake.connections, ledger, tokens, clock, random },
    pass: (ms: number) => (now += ms),
  };
}

function order(changes: Partial<LockerOrder> = {}): LockerOrder {
  const uses = planUses({ paths: 1, reads: 1 });
  return {
    server: "egi",
    purpose: "db",
    contents: new Map([["deploy", DATA]]),
    uses,
    ttl: HOUR,
    keepToken: true,
    ...changes,
  };
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

test("a locker hangs on a login of its own, stretched to its life, and holds what was put in", async () => {
  const world = setUp();
  world.signIn();
  const steps: string[] = [];
  const made = await createLocker(world.parts, order({ ttl: 4 * HOUR }), {
    ...OPTIONS,
    onStep: (step) => steps.push(step),
  });
  expect(steps).toEqual(["sign-in", "create", "fill", "check"]);
  expect(world.requests).toEqual(["login", "renew-self", "create locker", "write cubbyhole/deploy", "lookup-accessor"]);
  expect(made.entry).toMatchObject({
    server: "egi",
    purpose: "db",
    made: NOW,
    ends: NOW + 4 * HOUR * 1000,
    usesGranted: 2,
    usesPlanned: 2,
    usesFilling: 1,
    usesSpent: 1,
    contents: ["deploy/password"],
    hangsOn: "own-login",
    state: "live",
  });
  expect(await world.parts.ledger.entries()).toEqual([made.entry]);
  const read = await world.reader(made.token).read({ mount: "cubbyhole", path: "deploy" }, OPTIONS);
  expect(read.fields.get("password")?.value.reveal()).toBe(MARK);
  expect(await problemOf(world.reader(made.token).read({ mount: "cubbyhole", path: "deploy" }, OPTIONS))).toMatchObject(
    {
      code: "locker-refused",
    },
  );
});

test("neither the token nor a value is in the ledger's notes", async () => {
  const world = setUp();
  world.signIn();
  const { token, entry } = await createLocker(world.parts, order({ keepToken: false }), OPTIONS);
  const notes = JSON.stringify([...world.records.notes]);
  expect(notes).not.toContain(MARK);
  expect(notes).not.toContain(token.reveal());
  expect(await world.parts.tokens.find(entry.id, "locker")).toBeUndefined();
});

test("a server that stretches a login less gives a shorter locker, after asking", async () => {
  const world = setUp();
  world.signIn();
  world.traits.maxLogin = 2 * HOUR;
  const asked: number[] = [];
  const acceptTtl = async (seconds: number) => asked.push(seconds) > 0;
  const { entry } = await createLocker(world.parts, order({ ttl: 4 * HOUR }), { ...OPTIONS, acceptTtl });
  expect(asked).toEqual([2 * HOUR]);
  expect(entry.ends).toBe(NOW + 2 * HOUR * 1000);
});

test("where the shorter life is not accepted, the login is taken back", async () => {
  const world = setUp();
  world.signIn();
  world.traits.maxLogin = HOUR;
  const before = world.alive();
  const problem = await problemOf(
    createLocker(world.parts, order({ ttl: 4 * HOUR }), { ...OPTIONS, acceptTtl: async () => false }),
  );
  expect(problem).toEqual({ code: "cancelled" });
  expect(world.alive()).toEqual(before);
});

test("a pasted token gets a child made for this locker alone; revoking it ends the locker", async () => {
  const world = setUp();
  world.signIn({ ttl: 2 * HOUR }, true);
  const { token, entry } = await createLocker(world.parts, order({ ttl: 4 * HOUR }), OPTIONS);
  expect(entry).toMatchObject({ hangsOn: "child-token", ends: NOW + 2 * HOUR * 1000 });
  world.requests.length = 0;
  await revokeLocker(world.parts, entry, OPTIONS);
  expect(world.requests).toEqual(["revoke-self"]); // the parent's: no use of the locker
  expect(await world.reader(token).tokens.isAlive(OPTIONS)).toBe(false);
});

test("where the server forbids that, it hangs on the pasted token itself", async () => {
  const world = setUp();
  world.signIn({ ttl: 2 * HOUR }, true);
  world.traits.allows = ({ policies }) => policies?.join(",") === "default";
  const { token, entry } = await createLocker(world.parts, order(), OPTIONS);
  expect(entry.hangsOn).toBe("session-token");
  expect(await world.reader(token).tokens.isAlive(OPTIONS)).toBe(true);
});

test("on the local vault it hangs on the vault and no login is made", async () => {
  const world = setUp("local");
  world.signIn();
  const { entry } = await createLocker(world.parts, order({ server: "local" }), OPTIONS);
  expect(entry).toMatchObject({ hangsOn: "vault", ends: NOW + HOUR * 1000 });
  expect(world.requests).not.toContain("login");
});

test.each<[string, (world: ReturnType<typeof setUp>) => void, object]>([
  [
    "policies of an identity",
    ({ traits }) => (traits.identityPolicies = ["team-a"]),
    { code: "locker-not-isolated", policy: "team-a" },
  ],
  ["a write that costs two uses", ({ traits }) => (traits.writeCosts = 2), { reason: "not-alive" }],
  [
    "a write that fails",
    ({ traits }) => (traits.failWrites = { code: "sealed", server: "egi" }),
    { reason: "failed", cause: { code: "sealed", server: "egi" }, revoked: true },
  ],
  [
    "no right to create",
    ({ traits }) => (traits.allows = () => false),
    { reason: "failed", cause: expect.objectContaining({ code: "not-allowed" }) },
  ],
])("%s: no locker, and nothing of it is left", async (_, change, expected) => {
  const world = setUp();
  world.signIn();
  const before = world.alive();
  change(world);
  expect(await problemOf(createLocker(world.parts, order(), OPTIONS))).toMatchObject(expected);
  expect(await world.parts.ledger.entries()).toEqual([]);
  expect(world.records.notes.size).toBe(0);
  expect(world.alive().filter((id) => !before.includes(id))).toEqual([]);
});

test("a pasted token with limited uses can have no children: said before anything is begun", async () => {
  const world = setUp();
  world.signIn({ numUses: 5 }, true);
  expect(await problemOf(createLocker(world.parts, order(), OPTIONS))).toMatchObject({ reason: "limited-session" });
  expect(world.requests).toEqual(["lookup-self"]);
});

test("a server that gives out batch tokens can have no lockers", async () => {
  const world = setUp();
  world.signIn();
  world.traits.type = "batch";
  expect(await problemOf(createLocker(world.parts, order(), OPTIONS))).toMatchObject({ reason: "batch-token" });
  expect(world.requests).toEqual(["login"]);
});

test("signed out is said as such", async () => {
  const world = setUp();
  world.signIn({}, true);
  world.signOut();
  expect(await problemOf(createLocker(world.parts, order(), OPTIONS))).toMatchObject({ code: "signed-out" });
});

test.each([
  [order({ ttl: 0 }), "life in seconds"],
  [order({ ttl: 769 * HOUR }), "life"],
  [order({ contents: new Map([["deploy", new Map()]]) }), "deploy"],
])("an order that makes no locker is refused before any request", async (bad, what) => {
  const world = setUp();
  world.signIn();
  expect(await problemOf(createLocker(world.parts, bad, OPTIONS))).toMatchObject({ code: "bad-input", what });
  expect(world.requests).toEqual([]);
});

test("the owner's look-up costs the locker nothing and tells a planned read from a stranger's", async () => {
  const world = setUp();
  world.signIn();
  const uses = planUses({ paths: 1, reads: 1, spare: 1 });
  const { token } = await createLocker(world.parts, order({ uses }), OPTIONS);
  await world.reader(token).read({ mount: "cubbyhole", path: "deploy" }, OPTIONS);
  const planned = await refreshLockers(world.parts, OPTIONS);
  expect(planned).toMatchObject({ alarms: [], entries: [{ state: "live", usesSeen: 1 }] });
  await world.reader(token).read({ mount: "cubbyhole", path: "deploy" }, OPTIONS);
  const stolen = await refreshLockers(world.parts, OPTIONS);
  expect(stolen.entries).toMatchObject([{ state: "misused" }]);
  expect(stolen.alarms.map(({ alarm }) => alarm)).toEqual([{ kind: "ended-early", early: HOUR * 1000 }]);
  expect((await refreshLockers(world.parts, OPTIONS)).alarms).toEqual([]);
});

test("a login whose client cannot be had is taken back", async () => {
  const world = setUp();
  world.signIn();
  const before = world.alive();
  let failures = 1;
  const connections: typeof world.parts.connections = {
    ...world.parts.connections,
    clientWith: async (...args) => {
      if (failures-- > 0) throw new ExpectedError({ code: "locked" });
      return world.parts.connections.clientWith(...args);
    },
  };
  expect(await problemOf(createLocker({ ...world.parts, connections }, order(), OPTIONS))).toBeDefined();
  expect(world.alive()).toEqual(before);
});

test("where the owner may not look, the kept token tells for nothing that it lives; without one nothing is known", async () => {
  const world = setUp();
  world.signIn();
  world.traits.mayLookUp = false;
  const kept = await createLocker(world.parts, order(), OPTIONS);
  const lost = await createLocker(world.parts, order({ keepToken: false }), OPTIONS);
  world.requests.length = 0;
  const { unknown, entries, alarms } = await refreshLockers(world.parts, OPTIONS);
  expect([...unknown]).toEqual([lost.entry.id]);
  expect(entries.find(({ id }) => id === kept.entry.id)).toMatchObject({ state: "live", usesSeen: undefined });
  expect(alarms).toEqual([]);
  expect(world.requests.filter((request) => request === "lookup-accessor")).toHaveLength(1);
  await world.reader(kept.token).read({ mount: "cubbyhole", path: "deploy" }, OPTIONS); // its one use was not spent
  const after = await refreshLockers(world.parts, OPTIONS);
  expect(after.entries.find(({ id }) => id === kept.entry.id)).toMatchObject({ state: "spent" });
});

test("revoking without parent and right falls back on the kept token; without it says so", async () => {
  const world = setUp();
  world.signIn({ ttl: 2 * HOUR }, true);
  world.traits.allows = ({ policies }) => policies?.join(",") === "default";
  world.traits.mayLookUp = false;
  const kept = await createLocker(world.parts, order(), OPTIONS);
  expect((await revokeLocker(world.parts, kept.entry, OPTIONS)).state).toBe("revoked");
  expect(await world.reader(kept.token).tokens.isAlive(OPTIONS)).toBe(false);
  expect(await world.parts.tokens.find(kept.entry.id, "locker")).toBeUndefined();
  const lost = await createLocker(world.parts, order({ keepToken: false, purpose: "ci" }), OPTIONS);
  expect(await problemOf(revokeLocker(world.parts, lost.entry, OPTIONS))).toEqual({
    code: "token-not-kept",
    locker: "ci",
  });
});

test("an opened locker counts each use in the ledger, also failed ones, and says when it is spent", async () => {
  const world = setUp();
  world.signIn();
  const uses = planUses({ paths: 1, reads: 3 });
  const { token } = await createLocker(world.parts, order({ uses }), OPTIONS);
  const opened = await openLocker(world.parts, "egi", token);
  expect(await opened.isAlive(OPTIONS)).toBe(true);
  expect(await problemOf(opened.read("nothing", OPTIONS))).toMatchObject({ code: "not-found" });
  expect(await opened.check(OPTIONS)).toEqual({ left: 1, ttl: HOUR });
  expect(await opened.entry()).toMatchObject({ usesSpent: 3, usesSeen: 1, state: "live" });
  await opened.read("deploy", OPTIONS);
  expect(await opened.entry()).toMatchObject({ usesSpent: 4, usesSeen: 0, state: "spent" });
  expect(await problemOf(opened.read("deploy", OPTIONS))).toEqual({ code: "locker-spent", locker: "db" });
});

test("an expired locker is called expired, one that others ended is refused and noted", async () => {
  const world = setUp();
  world.signIn();
  const uses = planUses({ paths: 1, reads: 1, spare: 2 });
  const { token } = await createLocker(world.parts, order({ uses }), OPTIONS);
  const opened = await openLocker(world.parts, "egi", token);
  world.kill(token);
  expect(await problemOf(opened.read("deploy", OPTIONS))).toMatchObject({ code: "locker-refused" });
  expect(await opened.entry()).toMatchObject({ state: "misused" });
  const second = await createLocker(world.parts, order(), OPTIONS);
  world.pass(2 * HOUR * 1000);
  const late = await openLocker(world.parts, "egi", second.token);
  expect(await problemOf(late.read("deploy", OPTIONS))).toMatchObject({
    code: "locker-expired",
    ended: NOW + HOUR * 1000,
  });
});

test("the locker's own last check says that nothing is left", async () => {
  const world = setUp();
  world.signIn();
  const { token } = await createLocker(world.parts, order(), OPTIONS);
  const opened = await openLocker(world.parts, "egi", token);
  expect(await opened.check(OPTIONS)).toMatchObject({ left: 0 });
});

const lost = () => Promise.reject(new ExpectedError({ code: "vault-full", file: "f" }));

test("a value that was read is given although the ledger cannot be read", async () => {
  const world = setUp();
  world.signIn();
  const { token } = await createLocker(world.parts, order(), OPTIONS);
  const failed: unknown[] = [];
  const ledger = { ...world.parts.ledger, entries: lost, save: lost };
  const parts = { ...world.parts, ledger, noteFailed: (error: unknown) => void failed.push(error) };
  const locker = await openLocker(parts, "egi", token);
  const secret = await locker.read("deploy", OPTIONS);
  expect(secret.fields.get("password")?.value.reveal()).toBe(MARK);
  expect(failed).toHaveLength(1);
});

test("a token that was issued is revoked although no client could be made for it at once", async () => {
  const world = setUp("local");
  world.signIn();
  let asked = 0;
  const connections: typeof world.parts.connections = {
    ...world.parts.connections,
    clientWith: (...given) => {
      asked += 1;
      if (asked === 1) return Promise.reject(new Error("not now"));
      return world.parts.connections.clientWith(...given);
    },
  };
  await expect(createLocker({ ...world.parts, connections }, order({ server: "local" }), OPTIONS)).rejects.toThrow(
    "not now",
  );
  expect(world.requests.at(-1)).toBe("revoke-self");
});
