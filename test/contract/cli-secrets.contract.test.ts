import { writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { givesAway, marker } from "../support/canary.ts";
import { buildCli, cliHost, type CliHost } from "../support/cli-process.ts";
import { startOpenBao, type OpenBao } from "../support/openbao.ts";

const MARK = marker("q7Hd02");
const PASSPHRASE = "a passphrase for the tests of the command line";

let bao: OpenBao;
let onVault: CliHost;
let onServer: CliHost;
beforeAll(async () => {
  buildCli();
  bao = await startOpenBao();
  await bao.must("POST", "sys/mounts/kv1", { type: "kv", options: { version: "1" } });
  onVault = cliHost({ LOCKERS_LOCAL_PASSPHRASE: PASSPHRASE });
  onServer = cliHost({ VAULT_ADDR: bao.address, VAULT_TOKEN: bao.token });
});
afterAll(() => Promise.all([bao.stop(), onVault.close(), onServer.close()]));

describe.each([
  ["the local vault", () => onVault],
  ["a server from VAULT_ADDR", () => onServer],
])("on %s", (_, hostOf) => {
  test("what was put is got, exactly; a successful put says nothing", async () => {
    const { lockers } = hostOf();
    const put = await lockers(["put", "secret/shop/db", "user=shop", "password=-"], { stdin: `${MARK}\r\n` });
    expect(put).toMatchObject({ status: 0, out: "", err: "" });
    const value = await lockers(["get", "secret/shop/db", "password"]);
    expect(value.status).toBe(0);
    expect(value.bytes.equals(Buffer.from(`${MARK}\r\n`))).toBe(true);
    const object = await lockers(["get", "secret/shop/db", "--format", "json"]);
    expect(JSON.parse(object.out)).toEqual({ user: "shop", password: `${MARK}\r\n` });
  });

  test("put replaces the object, --patch merges, --cas minds the version", async () => {
    const { lockers } = hostOf();
    await lockers(["put", "secret/cas", "a=1", "b=2"]);
    await lockers(["put", "secret/cas", "a=3"]);
    expect((await lockers(["get", "secret/cas"])).out).toBe("a  3\n");
    await lockers(["put", "secret/cas", "--patch", "b=4"]);
    expect(JSON.parse((await lockers(["get", "secret/cas", "--format", "json"])).out)).toEqual({ a: "3", b: "4" });
    const refused = await lockers(["put", "secret/cas", "--cas", "1", "a=5"]);
    expect(refused.status).toBe(75);
    expect(refused.err).toMatch(/^lockers: error: Somebody else changed secret\/cas/u);
    expect((await lockers(["put", "secret/cas", "--cas", "3", "a=5"])).status).toBe(0);
    expect((await lockers(["get", "secret/cas", "a", "--version", "1"])).out).toBe("1");
    const absent = await lockers(["put", "secret/fresh", "--cas", "0", "a=1"]);
    expect(absent.status).toBe(0);
    expect((await lockers(["put", "secret/fresh", "--cas", "0", "a=2"])).status).toBe(75);
  });

  test("objects come from files and input, values from files", async () => {
    const { lockers, folder } = hostOf();
    writeFileSync(join(folder, "db.json"), '{"user":"shop","port":5432}');
    writeFileSync(join(folder, "db.yaml"), "user: shop\npin: 007\n");
    writeFileSync(join(folder, "key.pem"), "-----BEGIN X-----\nabc\n-----END X-----\n");
    await lockers(["put", "secret/file", "@db.json", "key=@key.pem"]);
    expect(JSON.parse((await lockers(["get", "secret/file", "--format", "json"])).out)).toEqual({
      user: "shop",
      port: 5432,
      key: "-----BEGIN X-----\nabc\n-----END X-----\n",
    });
    await lockers(["put", "secret/file", "@db.yaml"]);
    expect((await lockers(["get", "secret/file", "pin"])).out).toBe("007");
    await lockers(["put", "secret/file", "-"], { stdin: "USER=shop\nPASSWORD='a b'\n" });
    expect((await lockers(["get", "secret/file", "--format", "env"])).out).toBe("PASSWORD='a b'\nUSER='shop'\n");
  });

  test("lists: mounts, a folder, everything below", async () => {
    const { lockers } = hostOf();
    await lockers(["put", "secret/tree/a", "x=1"]);
    await lockers(["put", "secret/tree/b/c", "x=1"]);
    await lockers(["put", "secret/tree/b/d/e", "x=1"]);
    expect((await lockers(["list"])).out.split("\n")).toEqual(expect.arrayContaining(["cubbyhole/", "secret/"]));
    expect((await lockers(["list", "secret/tree"])).out).toBe("a\nb/\n");
    expect((await lockers(["list", "secret/tree/", "--recursive"])).out).toBe("a\nb/c\nb/d/e\n");
    expect(JSON.parse((await lockers(["list", "secret/tree/b", "--format", "json"])).out)).toEqual(["c", "d/"]);
    expect((await lockers(["list", "secret/nowhere"])).status).toBe(66);
  });

  test("odd names go through whole", async () => {
    const { lockers } = hostOf();
    const path = "secret/odd/a b%2F?#ž密";
    const key = "k e=y";
    writeFileSync(join(hostOf().folder, "odd.json"), JSON.stringify({ [key]: "v", "-": "dash" }));
    expect((await lockers(["put", path, "@odd.json"])).status).toBe(0);
    expect((await lockers(["get", path, key])).out).toBe("v");
    expect((await lockers(["get", "--", path, "-"])).out).toBe("dash");
    expect((await lockers(["list", "secret/odd"])).out).toBe("a b%2F?#ž密\n");
  });

  test("deletes the latest version, named ones, one key, all", async () => {
    const { lockers } = hostOf();
    await lockers(["put", "secret/gone", "a=1", "b=2"]);
    await lockers(["put", "secret/gone", "a=3", "b=4"]);
    expect((await lockers(["delete", "secret/gone"])).status).toBe(0);
    expect((await lockers(["get", "secret/gone"])).status).toBe(66);
    expect((await lockers(["get", "secret/gone", "a", "--version", "1"])).out).toBe("1");
    await lockers(["delete", "secret/gone", "--versions", "1", "--destroy"]);
    expect((await lockers(["get", "secret/gone", "--version", "1"])).err).toContain(
      "Version 1 of secret/gone was destroyed.",
    );
    await lockers(["delete", "secret/gone", "--all"]);
    expect((await lockers(["list", "secret"])).out).not.toContain("gone\n");
  });

  test("KV version 1 as well", async () => {
    const { lockers } = hostOf();
    expect((await lockers(["put", "kv1/db", "a=1", "b=2"])).status).toBe(0);
    expect((await lockers(["put", "kv1/db", "--patch", "b=3"])).status).toBe(0);
    expect((await lockers(["get", "kv1/db"])).out).toBe("a  1\nb  3\n");
    expect((await lockers(["delete", "kv1/db"])).status).toBe(0);
    expect((await lockers(["get", "kv1/db"])).status).toBe(66);
  });
});

test.each([
  [["get"], 64, "lockers get needs an argument."],
  [["get", "secret/a", "b", "c"], 64, "at most 2"],
  [["get", "secret/../x"], 64, "is not a path"],
  [["get", "vault://local/secret/../x"], 64, "is not a reference"],
  [["get", "vault://nowhere/secret/a/b"], 78, 'no server named "nowhere"'],
  [["get", "secret/nothing/here"], 66, "secret/nothing/here is not on"],
  [["get", "nomount/x"], 66, "nomount/x is not on"],
  [["put", "secret/x", "password"], 64, "no terminal"],
  [["put", "secret/x", "a=@nofile"], 74, "nofile cannot be read."],
  [["--server", "nowhere", "list"], 78, 'no server named "nowhere"'],
  [["delete", "secret/x", "--destroy"], 64, "--versions"],
  [["frobnicate"], 64, "no command"],
])("%j ends with %i and says why", async (args, status, text) => {
  const ran = await onServer.lockers(args);
  expect(ran.status).toBe(status);
  expect(ran.out).toBe("");
  expect(ran.err).toMatch(/^lockers: error: [^\n]+\n(?: {2}hint: [^\n]+\n)?$/u);
  expect(ran.err).toContain(text);
});

test("bad data is 65 and is not quoted", async () => {
  const ran = await onServer.lockers(["put", "secret/x", "-"], { stdin: `{"a": "${MARK}` });
  expect(ran.status).toBe(65);
  expect(ran.err).toBe("lockers: error: standard input: it is not JSON.\n");
});

test("a missing key names the one that is meant", async () => {
  const { lockers } = onServer;
  await lockers(["put", "secret/hint", "password=x"]);
  const ran = await lockers(["get", "secret/hint", "pasword"]);
  expect(ran.status).toBe(66);
  expect(ran.err).toBe('lockers: error: secret/hint has no key "pasword".\n  hint: did you mean "password"?\n');
});

test("a reader that stops early is no error worth a word", async () => {
  const { start } = onServer;
  const child = start(["list", "secret", "--recursive"]);
  child.stdout?.destroy();
  const err: Buffer[] = [];
  child.stderr?.on("data", (chunk: Buffer) => err.push(chunk));
  const status = await new Promise((resolve) => child.once("close", resolve));
  expect([status, Buffer.concat(err).toString()]).toEqual([141, ""]);
});

test("a reference reads, writes and deletes one value", async () => {
  const { lockers } = onVault;
  await lockers(["put", "secret/ref", "user=shop", "password=x"]);
  expect((await lockers(["get", "vault://local/secret/ref/password"])).out).toBe("x");
  await lockers(["put", "--patch", "vault://local/secret/ref/password", "-"], { stdin: "y" });
  expect((await lockers(["get", "secret/ref"])).out).toBe("user      shop\npassword  y\n");
  await lockers(["delete", "vault://local/secret/ref/user"]);
  expect((await lockers(["get", "secret/ref"])).out).toBe("password  y\n");
  expect((await lockers(["get", "vault://local/secret/ref/password"], { env: { VAULT_ADDR: bao.address } })).out).toBe(
    "y",
  );
});

test("named servers of the environment, and one that is not reachable", async () => {
  const env = { LOCKERS_SERVER_WORK_ADDR: bao.address, LOCKERS_SERVER_WORK_TOKEN: bao.token };
  await bao.must("POST", "secret/data/named", { data: { a: "1" } });
  expect((await onVault.lockers(["get", "vault://work/secret/named/a"], { env })).out).toBe("1");
  expect((await onVault.lockers(["--server", "work", "get", "secret/named", "a"], { env })).out).toBe("1");
  const unused = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => unused.once("listening", resolve));
  const { port } = unused.address() as { port: number };
  await new Promise((resolve) => unused.close(resolve));
  const ran = await onServer.lockers(["list"], { env: { VAULT_ADDR: `http://127.0.0.1:${port}` } });
  expect(ran.status).toBe(69);
  expect(ran.err).toContain("is not reachable");
});

test("a token without the right and a dead one are 77; plain http to another computer is 78", async () => {
  const reply = await bao.must("POST", "auth/token/create", { policies: ["default"] });
  const { auth } = reply as { auth: { client_token: string } };
  const weak = await onServer.lockers(["get", "secret/shop/db"], { env: { VAULT_TOKEN: auth.client_token } });
  expect(weak.status).toBe(77);
  const unknown = await onServer.lockers(["get", "nomount/x"], { env: { VAULT_TOKEN: auth.client_token } });
  expect(unknown.status).toBe(77); // the server does not tell it from a forbidden one
  const dead = await onServer.lockers(["get", "secret/shop/db"], { env: { VAULT_TOKEN: "s.dead" } });
  expect(dead.status).toBe(77);
  const none = await onServer.lockers(["get", "secret/shop/db"], { env: { VAULT_TOKEN: "" } });
  expect(none.status).toBe(77);
  expect(none.err).toContain("Not signed in");
  const plain = await onServer.lockers(["list"], { env: { VAULT_ADDR: "http://vault.example.org:8200" } });
  expect(plain.status).toBe(78);
});

describe("the local vault's passphrase", () => {
  test("comes from a file, and the vault is made with it", async () => {
    const host = cliHost();
    try {
      writeFileSync(join(host.folder, "passphrase"), "from a file\n");
      const env = { LOCKERS_LOCAL_PASSPHRASE_FILE: "passphrase" };
      expect((await host.lockers(["put", "secret/a", "x=1"], { env })).status).toBe(0);
      const same = { LOCKERS_LOCAL_PASSPHRASE: "from a file" };
      expect((await host.lockers(["get", "secret/a", "x"], { env: same })).out).toBe("1");
      const wrong = await host.lockers(["get", "secret/a", "x"], { env: { LOCKERS_LOCAL_PASSPHRASE: "wrong" } });
      expect(wrong).toMatchObject({ status: 77, out: "" });
      const none = await host.lockers(["get", "secret/a", "x"]);
      expect(none.status).toBe(77);
      expect(none.err).toContain("The local vault is locked.");
    } finally {
      await host.close();
    }
  });

  test("without it and without a terminal no vault is made", async () => {
    const host = cliHost();
    try {
      const ran = await host.lockers(["put", "secret/a", "x=1"]);
      expect(ran.status).toBe(66);
      expect(ran.err).toContain("There is no local vault on this computer yet.");
      expect(host.written().size).toBe(1); // standard error alone
    } finally {
      await host.close();
    }
  });
});

test("the access log tells who did what, also on servers, and no value", async () => {
  const env = { VAULT_ADDR: bao.address, VAULT_TOKEN: bao.token };
  await onVault.lockers(["put", "secret/logged", `password=${MARK}`], { env });
  const { out } = await onVault.lockers(["audit", "--limit", "5", "--format", "json"]);
  expect(JSON.parse(out)).toContainEqual(
    expect.objectContaining({
      who: "cli put",
      action: "write",
      path: "secret/logged",
      keys: ["password"],
      status: 200,
    }),
  );
  expect(givesAway(out, MARK)).toBe(false);
});

test("a secret is in what was asked for, and nowhere else", async () => {
  const { lockers } = onVault;
  await lockers(["put", "secret/marked", "password=-"], { stdin: MARK });
  await lockers(["put", "secret/marked", `--wrong=${MARK}`]);
  await lockers(["put", "secret/marked", "--patch", "-"], { stdin: `a: *${MARK}` });
  await lockers(["get", "secret/marked", MARK.slice(0, 4)]);
  await lockers(["status"]);
  for (const host of [onVault, onServer]) {
    const leaks = [...host.written()].filter(([, content]) => givesAway(content, MARK)).map(([name]) => name);
    expect(leaks).toEqual([]);
  }
});
