import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { givesAway, marker } from "../support/canary.ts";
import { buildCli, cliHost, type CliHost } from "../support/cli-process.ts";
import { startOpenBao, type OpenBao } from "../support/openbao.ts";
import { pick } from "../support/pick.ts";
import { serveFrom, type ServedCli } from "../support/served-cli.ts";

const MARK = marker("Lk3rT9");

let bao: OpenBao;
let onVault: CliHost;
let onServer: CliHost;
let served: ServedCli;
beforeAll(async () => {
  buildCli();
  onVault = cliHost({ LOCKERS_LOCAL_PASSPHRASE: "a passphrase for lockers" });
  [bao, served] = await Promise.all([startOpenBao(), serveFrom(onVault)]);
  onServer = cliHost({ VAULT_ADDR: bao.address, VAULT_TOKEN: bao.token });
});
afterAll(() => Promise.all([bao.stop(), onVault.close(), onServer.close()]));

async function curl(address: string, path: string, token: string): Promise<{ status: number; data: unknown }> {
  const answer = await fetch(`${address}/v1/${path}`, { headers: { "X-Vault-Token": token } });
  return { status: answer.status, data: pick(await answer.json(), "data") };
}

describe.each([
  ["the local vault", () => onVault, () => served.address],
  ["a server from VAULT_ADDR", () => onServer, () => bao.address],
])("on %s", (_, hostOf, addressOf) => {
  test("a locker filled from a secret is read by anybody with its token, as often as planned", async () => {
    const { lockers } = hostOf();
    await lockers(["put", "secret/shop/db", "password=-"], { stdin: MARK });
    const made = await lockers(["locker", "create", "--from", "secret/shop/db", "--reads", "2"]);
    expect(made).toMatchObject({ status: 0, err: "" });
    expect(made.out).toMatch(/^s\.\w{24}\n$/u);
    const token = made.out.trim();
    expect(await curl(addressOf(), "cubbyhole/deploy", token)).toEqual({ status: 200, data: { password: MARK } });
    const read = await lockers(["locker", "get", "deploy", "password", "--token-env", "T"], { env: { T: token } });
    expect(read.bytes.equals(Buffer.from(MARK))).toBe(true);
    const spent = await lockers(["locker", "get", "deploy"], { env: { FEDCLOUD_LOCKER_TOKEN: token } });
    expect(spent).toMatchObject({ status: 77, out: "" });
  });

  test("put, list, check and revoke with the token from each of its three places", async () => {
    const { lockers } = hostOf();
    const made = await lockers(["locker", "create", "--num-uses", "6", "--ttl", "90m", "--format", "json"]);
    const locker = JSON.parse(made.out) as { token: string; numUses: number; ends: string };
    expect(locker.numUses).toBe(6);
    expect(Date.parse(locker.ends) - Date.now()).toBeGreaterThan(85 * 60_000);
    const { token } = locker;
    const env = { T: token };
    expect(
      await lockers(["locker", "put", "x/deploy", "-", "--token-env", "T"], { env, stdin: '{"a":1}' }),
    ).toMatchObject({ status: 0, out: "", err: "" });
    expect((await lockers(["locker", "list"], { stdin: `${token}\n` })).out).toBe("x/\n");
    expect((await lockers(["locker", "get", "x/deploy", "a"], { env: { FEDCLOUD_LOCKER_TOKEN: token } })).out).toBe(
      "1",
    );
    expect((await lockers(["locker", "check", "--alive"], { stdin: token })).out).toBe("live\n");
    expect(JSON.parse((await lockers(["locker", "check", "--format", "json"], { stdin: token })).out)).toMatchObject({
      usesLeft: 2,
    });
    expect((await lockers(["locker", "revoke"], { stdin: token })).status).toBe(0);
    expect((await lockers(["locker", "check", "--alive"], { stdin: token })).status).toBe(77);
    expect((await curl(addressOf(), "cubbyhole/x/deploy", token)).status).toBe(403);
  });
});

test("the ledger shows what was made here and ends it by its id", async () => {
  const { lockers } = onVault;
  const { out } = await lockers(["locker", "create", "--purpose", "for Grace"]);
  const mine = JSON.parse((await lockers(["locker", "list", "--mine", "--format", "json"])).out) as Record<
    string,
    unknown
  >[];
  const [entry] = mine;
  expect(entry).toMatchObject({
    purpose: "for Grace",
    server: "local",
    state: "live",
    usesLeft: 2,
    usesConfirmed: true,
  });
  expect((await lockers(["locker", "revoke", String(entry?.["id"])])).status).toBe(0);
  expect((await curl(served.address, "auth/token/lookup-self", out.trim())).status).toBe(403);
  expect((await lockers(["locker", "list", "--mine"])).out).toContain("revoked");
  expect((await lockers(["locker", "revoke", "0000"])).status).toBe(65);
});

test.each([
  [["locker", "create", "--num-uses", "2", "--reads", "1"], "excludes"],
  [["locker", "create", "--ttl", "soon"], "--ttl takes a time"],
  [["locker", "get", "deploy"], "There is no locker token"],
  [["locker", "get", "deploy", "--token-env", "NOT_SET"], "not set"],
  [["locker", "put", "deploy", "-"], "cannot hold both"],
  [["locker", "frobnicate"], "needs one of"],
])("%j is a usage error", async (args, text) => {
  const ran = await onServer.lockers(args);
  expect(ran.status).toBe(64);
  expect(ran.err).toContain(text);
});

test("what serve prints is one line of JSON, and its token dies with it while lockers live on", async () => {
  expect(served.firstLine).toBe(JSON.stringify({ address: served.address, token: served.token }));
  const { lockers } = onServer;
  const env = { VAULT_ADDR: served.address, VAULT_TOKEN: served.token };
  const { out: locker } = await lockers(["locker", "create", "--num-uses", "3"], { env });
  await lockers(["locker", "put", "deploy", `a=${MARK}`], { env: { ...env, FEDCLOUD_LOCKER_TOKEN: locker.trim() } });
  await served.stop();
  served = await serveFrom(onVault);
  expect((await curl(served.address, "auth/token/lookup-self", env.VAULT_TOKEN)).status).toBe(403);
  expect(await curl(served.address, "cubbyhole/deploy", locker.trim())).toEqual({ status: 200, data: { a: MARK } });
});

test("the secret is in no file and in no error", async () => {
  for (const host of [onVault, onServer]) {
    const leaks = [...host.written()].filter(([, content]) => givesAway(content, MARK)).map(([name]) => name);
    expect(leaks).toEqual([]);
  }
});
