import { chmodSync, copyFileSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterEach, expect, test } from "vitest";
import { problemCode } from "../../../src/core/errors.ts";
import { newRecoveryKey } from "../../../src/core/crypto/recovery-key.ts";
import { Secret } from "../../../src/core/secrets/secret.ts";
import { makeOwnerOnly, othersCanRead } from "../../../src/node/owner-only.ts";
import { openLocalVault } from "../../../src/node/local-vault/in-process.ts";
import { systemRandom } from "../../../src/node/local-vault/primitives.ts";
import { CHEAP, newTestVault, PASSPHRASE, stillClock, temporaryFolder } from "../../support/local-vault.ts";

const ending: (() => void | Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ending.splice(0)) await end();
});

async function vaultWith(parts: Parameters<typeof newTestVault>[0] = {}) {
  const made = await newTestVault(parts);
  ending.push(made.close);
  return made;
}

const opening = { kind: "passphrase", passphrase: PASSPHRASE } as const;

async function codeOf(work: Promise<unknown>) {
  return work.then(() => "none", problemCode);
}

function everything(file: string): Buffer {
  const parts = [file, `${file}-wal`, `${file}-shm`].filter((part) => existsSync(part));
  return Buffer.concat(parts.map((part) => readFileSync(part)));
}

test("names, values, key names and tokens are nowhere in the file, its log or its index", async () => {
  const { vault, file, send } = await vaultWith();
  const mark = "canary7f3d";
  await send("POST", `secret/data/${mark}/x${mark}`, { body: { data: { [`k${mark}`]: `v${mark}` } } });
  await send("POST", `kv1/${mark}`, { body: { [mark]: mark } });
  await send("POST", `sys/mounts/m${mark}`, { body: { type: "kv", description: mark } });
  const made = await send("POST", "auth/token/create", { body: { policies: ["default"], display_name: mark } });
  const { client_token: token } = (made.body as { auth: { client_token: string } }).auth;
  await send("POST", `cubbyhole/${mark}`, { token, body: { a: mark } });
  await vault.records.write(`note/${mark}`, { mark });
  const owner = (await vault.ownerToken()).reveal();
  const raw = everything(file);
  expect(raw.length).toBeGreaterThan(10_000);
  const base64 = Buffer.from(mark).toString("base64").slice(0, 12);
  const hex = Buffer.from(mark).toString("hex");
  for (const text of [
    mark,
    base64,
    hex,
    token,
    token.slice(2),
    owner.slice(2),
    "default",
    "password",
    PASSPHRASE.reveal(),
  ]) {
    expect(raw.includes(text) && text).toBe(false);
  }
});

test.each([
  ["its last use", { num_uses: 2 }, 0],
  ["its time", { ttl: "60s" }, 61],
] as const)("a token that ends by %s takes its rows out of the file", async (_how, body, seconds) => {
  const clock = stillClock();
  const { vault, file, send } = await vaultWith({ clock });
  const count = () => {
    const database = new DatabaseSync(file, { readOnly: true });
    const [rows] = Object.values(database.prepare("SELECT count(*) FROM rows").get() ?? {});
    database.close();
    return Number(rows);
  };
  await send("GET", "kv1/a");
  // The schedule of endings is a row that stays once there is one.
  const made0 = await send("POST", "auth/token/create", { body: { policies: ["default"], ttl: "1s" } });
  clock.pass(2);
  await send("GET", "kv1/a");
  expect(made0.status).toBe(200);
  const before = count();
  const made = await send("POST", "auth/token/create", { body: { policies: ["default"], ...body } });
  const { client_token: token } = (made.body as { auth: { client_token: string } }).auth;
  await send("POST", "cubbyhole/deep/path", { token, body: { a: "x".repeat(9000) } });
  expect(count()).toBeGreaterThan(before + 3);
  const grown = everything(file).length;
  if (seconds > 0) clock.pass(seconds);
  await send("GET", "cubbyhole/deep/path", { token });
  expect(count()).toBe(before);
  await vault.lock();
  expect(existsSync(`${file}-wal`)).toBe(false);
  expect(statSync(file).size).toBeLessThan(grown);
});

test("the file and its folder are the user's alone, also the log and the index", async () => {
  const { file, send } = await vaultWith();
  await send("POST", "kv1/a", { body: { x: "1" } });
  expect(statSync(dirname(file)).mode & 0o777).toBe(0o700);
  for (const part of [file, `${file}-wal`, `${file}-shm`]) expect(statSync(part).mode & 0o777).toBe(0o600);
});

test("an existing vault is not made anew, and opens with its passphrase only", async () => {
  const { vault, file } = await vaultWith();
  const id = await vault.vaultId();
  const other = openLocalVault({ file, cost: CHEAP });
  expect(await other.state()).toBe("locked");
  expect(await codeOf(other.create(opening))).toBe("vault-exists");
  expect(await codeOf(other.unlock({ kind: "passphrase", passphrase: Secret.of("wrong") }))).toBe("wrong-passphrase");
  expect(await codeOf(other.ownerToken())).toBe("locked");
  await other.unlock(opening);
  expect(await other.vaultId()).toBe(id);
  await other.close();
});

test("a passphrase opens the vault however its letters were composed", async () => {
  const folder = temporaryFolder();
  ending.push(() => folder.remove());
  const vault = openLocalVault({ file: join(folder.path, "v.db"), cost: CHEAP });
  await vault.create({ kind: "passphrase", passphrase: Secret.of("schl\u00fcssel") });
  await vault.lock();
  await vault.unlock({ kind: "passphrase", passphrase: Secret.of("schlu\u0308ssel") });
  expect(await vault.state()).toBe("open");
  await vault.close();
});

test("a recovery key opens its vault, also where a passphrase is asked and without its dashes", async () => {
  const folder = temporaryFolder();
  ending.push(() => folder.remove());
  const vault = openLocalVault({ file: join(folder.path, "v.db"), cost: CHEAP });
  const key = newRecoveryKey(systemRandom);
  expect(await codeOf(vault.create({ kind: "recovery-key", key: Secret.of("not one") }))).toBe("bad-input");
  expect(await vault.state()).toBe("absent");
  await vault.create({ kind: "recovery-key", key });
  await vault.lock();
  await vault.unlock({ kind: "recovery-key", key });
  await vault.lock();
  await vault.unlock({ kind: "passphrase", passphrase: Secret.of(key.reveal().replaceAll("-", "").toLowerCase()) });
  await vault.lock();
  const other = { kind: "recovery-key", key: newRecoveryKey(systemRandom) } as const;
  expect(await codeOf(vault.unlock(other))).toBe("wrong-passphrase");
});

test("without a file there is no vault, and nothing is made by asking", async () => {
  const folder = temporaryFolder();
  ending.push(() => folder.remove());
  const file = join(folder.path, "deep", "vault.db");
  const vault = openLocalVault({ file });
  expect(await vault.state()).toBe("absent");
  expect(await vault.vaultId()).toBeUndefined();
  expect(await codeOf(vault.unlock(opening))).toBe("vault-absent");
  expect(await codeOf(vault.request({ method: "GET", path: "sys/health" }))).toBe("vault-absent");
  expect(existsSync(dirname(file))).toBe(false);
});

test("a damaged file, a file of something else and one of a newer version are named and left as they are", async () => {
  const { vault, file, send } = await vaultWith();
  await send("POST", "kv1/a", { body: { x: "y".repeat(20_000) } });
  await vault.close();
  const copies = join(dirname(file), "copies");
  mkdirSync(copies);
  const broken = {
    "not a database": (copy: string) => writeFileSync(copy, "hello, this is a text file ".repeat(50)),
    "cut off": (copy: string) => writeFileSync(copy, readFileSync(file).subarray(0, 5000)),
    "another program's": (copy: string) => {
      const database = new DatabaseSync(copy);
      database.exec("CREATE TABLE t (a)");
      database.close();
    },
    newer: (copy: string) => {
      copyFileSync(file, copy);
      const database = new DatabaseSync(copy);
      database.exec("PRAGMA user_version = 99");
      database.close();
    },
  };
  for (const [name, make] of Object.entries(broken)) {
    const copy = join(copies, `${name}.db`);
    make(copy);
    const before = readFileSync(copy);
    const opened = openLocalVault({ file: copy });
    const code = name === "newer" ? "vault-newer" : "vault-damaged";
    expect([name, await codeOf(opened.unlock(opening))]).toEqual([name, code]);
    expect([name, await codeOf(opened.create(opening))]).toEqual([name, code]);
    expect(readFileSync(copy).equals(before)).toBe(true);
  }
});

test("rows changed, moved or exchanged in the file are found out", async () => {
  const { vault, file, send } = await vaultWith();
  await send("POST", "kv1/a", { body: { x: "of a" } });
  await send("POST", "kv1/b", { body: { x: "of b" } });
  const database = new DatabaseSync(file);
  // The contents of any two rows exchanged, ids and all.
  const rows = database.prepare("SELECT parent, lookup, id, sealed FROM rows").all();
  const set = database.prepare("UPDATE rows SET id = ?, sealed = ? WHERE parent = ? AND lookup = ?");
  for (const [at, row] of rows.entries()) {
    const other = rows[(at + 1) % rows.length];
    set.run(other?.["id"] ?? null, other?.["sealed"] ?? null, row["parent"] ?? null, row["lookup"] ?? null);
  }
  database.close();
  expect(await codeOf(send("GET", "kv1/a"))).toBe("vault-damaged");
  expect(await codeOf(send("GET", "kv1/b"))).toBe("vault-damaged");
  await vault.lock().catch(() => {});
});

test("the access log has every request in order, never a value, and a changed line is found", async () => {
  const { vault, file, send } = await vaultWith();
  await send("POST", "secret/data/shop/db", { body: { data: { password: "canary-value" } } });
  await send("GET", "secret/data/shop/db");
  await send("LIST", "secret/metadata");
  await send("GET", "secret/data/none");
  await send("POST", "auth/token/create", { body: { policies: ["default"] } });
  await vault.recordAudit({ at: 5, who: "tree", server: "egi", action: "read", path: "secrets/a", status: 200 });
  const events = await vault.auditEvents(10);
  expect(events.map(({ server, action, path, status }) => [server, action, path, status])).toEqual([
    ["egi", "read", "secrets/a", 200],
    ["local", "token", "auth/token/create", 200],
    ["local", "read", "secret/data/none", 404],
    ["local", "list", "secret/metadata", 200],
    ["local", "read", "secret/data/shop/db", 200],
    ["local", "write", "secret/data/shop/db", 200],
  ]);
  expect(events[1]?.accessor).toMatch(/^[A-Za-z0-9]{24}$/);
  expect(JSON.stringify(events)).not.toContain("canary-value");
  expect(await vault.auditEvents(2)).toEqual(events.slice(0, 2));
  expect(await vault.auditProblem()).toBeUndefined();
  const database = new DatabaseSync(file);
  database.exec("DELETE FROM links WHERE sequence = 2");
  database.close();
  expect(await vault.auditProblem()).toBe(3);
});

test("records are kept sealed and come back as they were", async () => {
  const { vault, file } = await vaultWith();
  const note = { id: "1", list: [1, null, "x"], nested: { a: true } };
  await vault.records.write("lockers/1", note);
  await vault.records.write("lockers/2", { ...note, gone: undefined });
  await vault.records.write("sessions/egi", "text");
  expect(await vault.records.names("lockers/")).toEqual(["lockers/1", "lockers/2"]);
  await expect(vault.records.write("bad", { f: () => 1 })).rejects.toThrow(TypeError);
  await vault.records.remove("lockers/2");
  await vault.lock();
  expect(await codeOf(vault.records.read("lockers/1"))).toBe("locked");
  const again = openLocalVault({ file });
  await again.unlock(opening);
  expect(await again.records.read("lockers/1")).toEqual(note);
  expect(await again.records.read("lockers/2")).toBeUndefined();
  expect(await again.records.names("")).toEqual(["lockers/1", "sessions/egi"]);
  await again.close();
});

test("SQLite runs with the settings the vault relies on", async () => {
  const { applySettings, pragma } = await import("../../../src/node/local-vault/schema.ts");
  const folder = temporaryFolder();
  ending.push(() => folder.remove());
  const database = new DatabaseSync(join(folder.path, "s.db"));
  applySettings(database, "s.db");
  expect([pragma(database, "synchronous"), pragma(database, "secure_delete")]).toEqual([2, 1]);
  expect(database.prepare("PRAGMA journal_mode").get()).toEqual({ journal_mode: "wal" });
  database.close();
});

test.each([
  ["the newest link", "DELETE FROM links WHERE sequence = (SELECT max(sequence) FROM links)"],
  ["the oldest link", "DELETE FROM links WHERE sequence = 1"],
  ["every link", "DELETE FROM links"],
])("%s cannot be taken out of the log unseen, not even once it goes on", async (_what, sql) => {
  const { vault, file, send } = await vaultWith();
  expect(await vault.auditProblem()).toBeUndefined();
  for (const name of ["a", "b", "c"]) await send("POST", `kv1/${name}`, { body: { x: "1" } });
  expect(await vault.auditProblem()).toBeUndefined();
  const database = new DatabaseSync(file);
  database.exec(sql);
  database.close();
  expect(await vault.auditProblem()).toBeTypeOf("number");
  await send("POST", "kv1/d", { body: { x: "1" } });
  expect(await vault.auditProblem()).toBeTypeOf("number");
});

test.skipIf(process.platform === "win32")(
  "a file that others could reach is taken from them, and the right to write beside it; that they can look in is known",
  async () => {
    const folder = temporaryFolder();
    const { path } = folder;
    ending.push(() => folder.remove());
    const file = join(path, "home", "vault.db");
    mkdirSync(dirname(file));
    chmodSync(dirname(file), 0o777);
    writeFileSync(file, "");
    chmodSync(file, 0o666);
    await vaultWith({ file });
    expect(statSync(dirname(file)).mode & 0o777).toBe(0o755);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(othersCanRead(dirname(file))).toBe(true);
    makeOwnerOnly(dirname(file));
    expect(othersCanRead(dirname(file))).toBe(false);
    const shared = join(path, "shared", "vault.db");
    mkdirSync(dirname(shared));
    chmodSync(dirname(shared), 0o1777);
    expect(await codeOf(openLocalVault({ file: shared, cost: CHEAP }).create(opening))).toBe("vault-read-only");
  },
);
