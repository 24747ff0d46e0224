import { afterAll, beforeAll, expect, test } from "vitest";
import { profilesFromEnvironment } from "../../src/core/connections/profiles-from-environment.ts";
import { Secret } from "../../src/core/secrets/secret.ts";
import { startOpenBao, type OpenBao } from "../support/openbao.ts";
import { tokenWithPolicy } from "../support/openbao-set-up.ts";
import { memoryKeychain } from "../support/memory-stores.ts";
import { keychainSessions } from "../../src/core/sessions/session-store.ts";
import { hostWith, tokenProfile } from "../support/session-hosts.ts";
import { asTest, clientFor, shown, texts, transportTo } from "../support/vault-client.ts";

let bao: OpenBao;
beforeAll(async () => {
  bao = await startOpenBao();
});
afterAll(() => bao.stop());

test("a pasted token is checked, kept over a restart, and used", async () => {
  const { token, accessor } = await tokenWithPolicy(
    bao,
    "shop",
    'path "secret/data/shop/*" { capabilities = ["create","read","update"] }',
  );
  const store = keychainSessions(memoryKeychain());
  const profiles = [tokenProfile("egi", bao.address)];
  const first = hostWith(profiles, { store });
  await expect(first.connections.client("egi")).rejects.toMatchObject({
    problem: { code: "signed-out", server: "egi" },
  });
  const facts = await first.sessions.signInWithToken("egi", Secret.of(token), asTest);
  expect(facts).toMatchObject({ server: "egi", kind: "token", accessor, renews: true });

  const second = hostWith(profiles, { store });
  const client = await second.connections.client("egi");
  const at = await client.locate("secret/shop/db", asTest);
  await client.write(at, texts({ password: "p" }), asTest);
  expect(shown(await client.read(at, asTest))).toEqual({ password: "p" });
  expect(second.audit.events.filter(({ action }) => action !== "other")).toMatchObject([
    { who: "test", server: "egi", action: "write", path: "secret/shop/db", keys: ["password"], status: 200, accessor },
    { who: "test", server: "egi", action: "read", path: "secret/shop/db", status: 200, accessor },
  ]);
  expect(JSON.stringify(second.audit.events)).not.toContain(token);
});

test("a token the server does not know is refused, and nothing is kept", async () => {
  const { sessions } = hostWith([tokenProfile("egi", bao.address)]);
  await expect(sessions.signInWithToken("egi", Secret.of("s.wrong"), asTest)).rejects.toMatchObject({
    problem: { code: "session-refused", server: "egi" },
  });
  expect(await sessions.session("egi")).toBeUndefined();
});

test("signing out forgets a pasted token, tells who listens, and leaves the token alive", async () => {
  const { token } = await tokenWithPolicy(bao, "alive", 'path "secret/data/x" { capabilities = ["read"] }');
  const { sessions, connections } = hostWith([tokenProfile("egi", bao.address)]);
  const told: string[] = [];
  const stop = sessions.onChange((server) => told.push(server));
  await sessions.signInWithToken("egi", Secret.of(token), asTest);
  await sessions.signOut("egi", asTest);
  stop();
  expect(told).toEqual(["egi", "egi"]);
  await expect(connections.client("egi")).rejects.toMatchObject({ problem: { code: "signed-out" } });
  expect(await clientFor({ transport: transportTo(bao.address), token }).tokens.isAlive(asTest)).toBe(true);
});

test("a session belongs to its addresses: the name alone does not give it away", async () => {
  const store = keychainSessions(memoryKeychain());
  await hostWith([tokenProfile("egi", bao.address)], { store }).sessions.signInWithToken(
    "egi",
    Secret.of(bao.token),
    asTest,
  );
  const moved = hostWith([tokenProfile("egi", "http://127.0.0.1:9")], { store });
  expect(await moved.sessions.session("egi")).toBeUndefined();
  await expect(moved.connections.client("egi")).rejects.toMatchObject({ problem: { code: "signed-out" } });
});

test("servers and tokens of the environment", async () => {
  const environment = profilesFromEnvironment({
    LOCKERS_SERVER_CI_EGI_ADDR: `${bao.address}/`,
    LOCKERS_SERVER_CI_EGI_TOKEN: bao.token,
    VAULT_ADDR: bao.address,
    VAULT_TOKEN: bao.token,
  });
  const host = hostWith(
    [...environment.profiles, ...(environment.anonymous === undefined ? [] : [environment.anonymous])],
    {
      environmentTokens: environment.tokens,
    },
  );
  for (const name of ["ci-egi", new URL(bao.address).host]) {
    const client = await host.connections.client(name);
    expect((await client.mounts(asTest)).map(({ mount }) => mount)).toContain("secret");
    expect((await host.sessions.session(name))?.name).toBe("token");
  }
  await expect(host.connections.client("other")).rejects.toMatchObject({ problem: { code: "unknown-server" } });
});

test("a client with another token, and the local vault before there is one", async () => {
  const { connections } = hostWith([tokenProfile("egi", bao.address)]);
  const child = await clientFor({ transport: transportTo(bao.address), token: bao.token }).tokens.create(
    { ttl: 60, numUses: 2, renewable: false, policies: ["default"] },
    asTest,
  );
  const locker = await connections.clientWith("egi", child.token, { limitedUse: true });
  await locker.write({ mount: "cubbyhole", path: "a" }, texts({ k: "v" }), asTest);
  expect(shown(await locker.read({ mount: "cubbyhole", path: "a" }, asTest))).toEqual({ k: "v" });
  await expect(connections.client("local")).rejects.toMatchObject({ problem: { code: "vault-absent" } });
});
