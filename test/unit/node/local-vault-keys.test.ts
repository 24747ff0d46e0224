import { copyFileSync, existsSync, mkdirSync, readFileSync, readdirSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterEach, expect, test } from "vitest";
import { problemCode } from "../../../src/core/errors.ts";
import { seal } from "../../../src/core/crypto/seal.ts";
import { concat, utf8 } from "../../../src/core/crypto/bytes.ts";
import { newRecoveryKey } from "../../../src/core/crypto/recovery-key.ts";
import type { Opening } from "../../../src/core/local-vault/local-vault.ts";
import { Secret } from "../../../src/core/secrets/secret.ts";
import { openLocalVault } from "../../../src/node/local-vault/in-process.ts";
import { vaultHolder } from "../../../src/node/local-vault/vault-holder.ts";
import { nodePrimitives, systemRandom } from "../../../src/node/local-vault/primitives.ts";
import { CHEAP, newTestVault, PASSPHRASE, type TestVault } from "../../support/local-vault.ts";

const ending: (() => void | Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ending.splice(0)) await end();
});

async function vaultWith(): Promise<TestVault> {
  const made = await newTestVault();
  ending.push(made.close);
  return made;
}

const word = (text: string): Opening => ({ kind: "passphrase", passphrase: Secret.of(text) });
const old: Opening = { kind: "passphrase", passphrase: PASSPHRASE };

async function codeOf(work: Promise<unknown>) {
  return work.then(() => "none", problemCode);
}

/** What opening the vault by that comes to, in a process of its own as it were. */
async function opens(file: string, opening: Opening): Promise<string | undefined> {
  const other = openLocalVault({ file, cost: CHEAP });
  const code = await codeOf(other.unlock(opening));
  await other.close();
  return code;
}

async function read({ send }: TestVault, path: string): Promise<unknown> {
  return (await send("GET", path)).body;
}

test("a changed passphrase is the only one that opens the vault, and nothing else of the file changes", async () => {
  const made = await vaultWith();
  const { vault, file, send } = made;
  await send("POST", "kv1/a", { body: { x: "1" } });
  const { slot, key } = await vault.addSlot();
  const rows = () => {
    const database = new DatabaseSync(file, { readOnly: true });
    const found = database.prepare("SELECT * FROM rows ORDER BY parent, lookup").all();
    database.close();
    return JSON.stringify(found);
  };
  await vault.auditEvents(1); // what waits is written
  const before = rows();
  await vault.changePassphrase(Secret.of("a new one"));
  expect(rows()).toBe(before);
  expect(await opens(file, old)).toBe("wrong-passphrase");
  expect(await opens(file, word("a new one"))).toBe("none");
  expect(await opens(file, { kind: "slot-key", slot, key })).toBe("none");
  expect(await codeOf(vault.changePassphrase(Secret.of("")))).toBe("bad-input");
  expect(await opens(file, word("a new one"))).toBe("none");
  expect(await vault.slotKinds()).toEqual(["host", "passphrase"]);
});

test("the old passphrase's slot is in neither the file nor its log", async () => {
  const { vault, file } = await vaultWith();
  const database = new DatabaseSync(file, { readOnly: true });
  const wrapped = database.prepare("SELECT wrapped FROM slots").get()?.["wrapped"] as Uint8Array;
  database.close();
  await vault.changePassphrase(Secret.of("a new one"));
  const raw = Buffer.concat([file, `${file}-wal`].filter((part) => existsSync(part)).map((part) => readFileSync(part)));
  expect(raw.includes(Buffer.from(wrapped))).toBe(false);
});

test("a reader in the way keeps the old passphrase's slot in the log no longer than it reads", async () => {
  const { vault, file, send } = await vaultWith();
  const reader = new DatabaseSync(file, { readOnly: true });
  const wrapped = reader.prepare("SELECT wrapped FROM slots").get()?.["wrapped"] as Uint8Array;
  reader.exec("BEGIN");
  reader.prepare("SELECT count(*) FROM rows").get();
  await vault.changePassphrase(Secret.of("a new one"));
  reader.exec("COMMIT");
  reader.close();
  await send("POST", "secret/data/shop/db", { body: { data: { n: 1 } } });
  const raw = Buffer.concat([file, `${file}-wal`].filter((part) => existsSync(part)).map((part) => readFileSync(part)));
  expect(raw.includes(Buffer.from(wrapped))).toBe(false);
});

test("values of the newest version are in neither the file nor its log once they are destroyed", async () => {
  const { file, send } = await vaultWith();
  await send("POST", "secret/data/shop/db", { body: { data: { n: 1 } } });
  const sealedRows = () => {
    const database = new DatabaseSync(file, { readOnly: true });
    const found = database.prepare("SELECT sealed FROM rows").all();
    database.close();
    return found.map(({ sealed }) => Buffer.from(sealed as Uint8Array));
  };
  const before = sealedRows();
  await send("POST", "secret/destroy/shop/db", { body: { versions: [1] } });
  const kept = new Set(sealedRows().map((row) => row.toString("hex")));
  const replaced = before.filter((row) => !kept.has(row.toString("hex")));
  expect(replaced.length).toBeGreaterThan(0);
  const raw = Buffer.concat([file, `${file}-wal`].filter((part) => existsSync(part)).map((part) => readFileSync(part)));
  expect(replaced.filter((row) => raw.includes(row))).toEqual([]);
});

test("a recovery key is made after the passphrase was given, and takes the place of those before once it is kept", async () => {
  const { vault, file } = await vaultWith();
  expect(await codeOf(vault.addRecoveryKey(word("wrong")))).toBe("wrong-passphrase");
  const first = await vault.addRecoveryKey(old);
  expect(await opens(file, { kind: "recovery-key", key: first })).toBe("none");
  const second = await vault.addRecoveryKey({ kind: "recovery-key", key: first });
  for (const key of [first, second]) expect(await opens(file, { kind: "recovery-key", key })).toBe("none");
  expect(await codeOf(vault.dropOtherRecoveryKeys(Secret.of("no key")))).toBe("wrong-passphrase");
  await vault.dropOtherRecoveryKeys(second);
  expect(await opens(file, { kind: "recovery-key", key: first })).toBe("wrong-passphrase");
  expect(await opens(file, { kind: "recovery-key", key: second })).toBe("none");
  expect(await opens(file, old)).toBe("none");
  expect(await vault.slotKinds()).toEqual(["passphrase", "recovery-key"]);
});

test("with a new data key every slot opens the vault still, and everything is there: tokens, cubbyholes, lockers, log", async () => {
  const made = await vaultWith();
  const { vault, file, send } = made;
  const recovery = await vault.addRecoveryKey(old);
  const { slot, key } = await vault.addSlot();
  for (const n of [1, 2, 3]) await send("POST", "secret/data/shop/db", { body: { data: { n } } });
  await send("POST", "kv1/a/b", { body: { x: "1" } });
  await vault.records.write("lockers/1", { id: "1" });
  const token = await send("POST", "auth/token/create", { body: { policies: ["default"], num_uses: 9 } });
  const { client_token: id, accessor } = (token.body as { auth: { client_token: string; accessor: string } }).auth;
  await send("POST", "cubbyhole/x", { token: id, body: { a: "b" } });
  const sealed = () => {
    const database = new DatabaseSync(file, { readOnly: true });
    const found = database.prepare("SELECT sealed FROM rows UNION ALL SELECT sealed FROM links").all();
    database.close();
    return found.map(({ sealed: bytes }) => Buffer.from(bytes as Uint8Array).toString("hex"));
  };
  for (let round = 0; round < 2; round++) {
    await vault.auditEvents(1);
    const before = new Set(sealed());
    await vault.rotateDataKey();
    expect(sealed().filter((bytes) => before.has(bytes))).toEqual([]);
    const owner = await vault.ownerToken();
    const get = async (path: string, query = {}) =>
      (await vault.request({ method: "GET", path, token: owner, query })).body;
    expect(await get("secret/data/shop/db")).toMatchObject({ data: { data: { n: 3 } } });
    expect(await get("secret/data/shop/db", { version: "1" })).toMatchObject({ data: { data: { n: 1 } } });
    expect(await get("kv1/a/b")).toMatchObject({ data: { x: "1" } });
    expect(
      await read(
        { ...made, send: (method, path) => vault.request({ method, path, token: Secret.of(id) }) },
        "cubbyhole/x",
      ),
    ).toMatchObject({ data: { a: "b" } });
    const lookup = { method: "POST", path: "auth/token/lookup-accessor", token: owner, body: { accessor } } as const;
    expect((await vault.request(lookup)).status).toBe(200);
    expect(await vault.records.names("")).toEqual(["lockers/1"]);
    expect(await vault.auditProblem()).toBeUndefined();
    for (const opening of [old, { kind: "recovery-key", key: recovery }, { kind: "slot-key", slot, key }] as const) {
      expect(await opens(file, opening)).toBe("none");
    }
  }
  expect((await vault.auditEvents(100)).length).toBeGreaterThan(10);
});

test("somebody with an old copy of the file and the old passphrase cannot open the new one", async () => {
  const { vault, file } = await vaultWith();
  await vault.addSlot();
  await vault.auditEvents(1);
  const holder = vaultHolder({ file, cost: CHEAP });
  holder.unlock(old);
  const oldKey = Uint8Array.from(holder.current().dataKey);
  holder.close();
  await vault.changePassphrase(Secret.of("a new one"));
  await vault.rotateDataKey();
  const other = vaultHolder({ file, cost: CHEAP });
  expect(() => other.reopen(oldKey)).toThrow("vault-damaged");
  expect(await opens(file, old)).toBe("wrong-passphrase");
});

test("another process notices, writes nothing with the old key, and opens again by itself", async () => {
  const { vault, file, send } = await vaultWith();
  const other = openLocalVault({ file, cost: CHEAP });
  await other.unlock(old);
  const token = await other.ownerToken();
  await vault.rotateDataKey();
  const write = { method: "POST", path: "kv1/a", token, body: { x: "stale" } } as const;
  expect(await codeOf(other.request(write))).toBe("locked");
  expect(await other.state()).toBe("locked");
  await other.unlock(old);
  expect((await other.request({ ...write, token: await other.ownerToken() })).status).toBe(204);
  await other.close();
  expect((await send("GET", "kv1/a", { token: (await vault.ownerToken()).reveal() })).body).toMatchObject({
    data: { x: "stale" },
  });
});

test.each([
  ["a changed line", "UPDATE links SET sealed = zeroblob(length(sealed)) WHERE sequence = 2", 2, 2],
  ["a missing line", "DELETE FROM links WHERE sequence = 2", 3, 3],
  ["a missing end", "DELETE FROM links WHERE sequence = (SELECT max(sequence) FROM links)", 4, 5], // the line of the change itself comes after the gap
])("%s of the log is still found after the data key was changed", async (_what, sql, part, afterwards) => {
  const { vault, file, send } = await vaultWith();
  for (const name of ["a", "b", "c"]) await send("POST", `kv1/${name}`, { body: { x: "1" } });
  const database = new DatabaseSync(file);
  database.exec(sql);
  database.close();
  expect(await vault.auditProblem()).toBe(part);
  await vault.rotateDataKey();
  expect(await vault.auditProblem()).toBe(afterwards);
  expect((await vault.auditEvents(10)).length).toBeGreaterThan(1);
});

/** Makes the file what an earlier Lockers made: no head of the log, no generation, slots of the first form. */
function makeOld(file: string, dataKey: Uint8Array, secret: Uint8Array): void {
  const database = new DatabaseSync(file);
  const { id: vaultId } = database.prepare("SELECT id FROM vault").get() as { id: Uint8Array };
  const slot = database.prepare("SELECT * FROM slots").get() as { id: Uint8Array; salt: Uint8Array };
  const key = nodePrimitives.scrypt(secret, slot.salt, CHEAP);
  const how = `lockers/slot/1/passphrase/scrypt,${CHEAP.N},${CHEAP.r},${CHEAP.p}/`;
  const wrapped = seal(key, concat(utf8(how), vaultId, slot.id, slot.salt), dataKey, systemRandom);
  database.prepare("UPDATE slots SET wrapped = ?").run(wrapped);
  database.exec(
    "ALTER TABLE links DROP COLUMN mark; ALTER TABLE vault DROP COLUMN generation; PRAGMA user_version = 1",
  );
  database.close();
}

test("a vault of the first format opens as it is, is kept as a copy before, and can have a new data key", async () => {
  const { vault, file, send } = await vaultWith();
  await send("POST", "kv1/a", { body: { x: "old" } });
  await vault.auditEvents(1);
  const holder = vaultHolder({ file, cost: CHEAP });
  holder.unlock(old);
  const dataKey = Uint8Array.from(holder.current().dataKey);
  holder.close();
  await vault.lock();
  makeOld(file, dataKey, utf8(PASSPHRASE.reveal()));
  const before = join(dirname(file), "before.db");
  copyFileSync(file, before);

  expect(await vault.state()).toBe("locked");
  expect(readFileSync(file).equals(readFileSync(before))).toBe(true);
  expect(await codeOf(vault.unlock(word("wrong")))).toBe("wrong-passphrase");
  expect(readdirSync(dirname(file)).filter((name) => name.includes("format"))).toEqual([]);
  await vault.unlock(old);
  const token = await vault.ownerToken();
  expect((await vault.request({ method: "GET", path: "kv1/a", token })).body).toMatchObject({ data: { x: "old" } });
  expect(await vault.auditProblem()).toBeUndefined();
  expect((await vault.auditEvents(10)).map(({ path }) => path)).toContain("upgrade");

  const copy = `${file}.format-1`;
  expect(statSync(copy).mode & 0o777).toBe(0o600);
  const kept = new DatabaseSync(copy, { readOnly: true });
  expect(kept.prepare("PRAGMA user_version").get()).toEqual({ user_version: 1 });
  expect(kept.prepare("SELECT count(*) AS n FROM slots").get()).toEqual({ n: 1 });
  kept.close();
  await vault.lock();
  await vault.unlock(old);
  expect(readdirSync(dirname(file)).filter((name) => name.includes("format"))).toEqual(["vault.db.format-1"]);
  await vault.rotateDataKey();
  expect(await opens(file, old)).toBe("none");
  // with it the old data key would open what was deleted since
  expect(readdirSync(dirname(file)).filter((name) => name.includes("format"))).toEqual([]);
});

test("a recovery key of the first form stops a new data key until it has opened the vault once", async () => {
  const { vault, file } = await vaultWith();
  const key = await vault.addRecoveryKey(old);
  const holder = vaultHolder({ file, cost: CHEAP });
  holder.unlock(old);
  const { dataKey, vaultId, storage } = holder.current();
  storage.changeSlots((slots) => {
    const slot = slots.find(({ kind }) => kind === "recovery-key");
    if (slot?.stretch === undefined) throw new Error("there is one");
    const typed = utf8(key.reveal().replace("LOCKERS-", "").replaceAll("-", ""));
    const stretched = nodePrimitives.scrypt(typed, slot.stretch.salt, slot.stretch.cost);
    const how = `lockers/slot/1/recovery-key/scrypt,${CHEAP.N},${CHEAP.r},${CHEAP.p}/`;
    const wrapped = seal(stretched, concat(utf8(how), vaultId, slot.id, slot.stretch.salt), dataKey, systemRandom);
    return { remove: [slot], add: [{ ...slot, wrapped }] };
  });
  holder.close();
  expect(await codeOf(vault.rotateDataKey())).toBe("slot-too-old");
  expect(await opens(file, { kind: "recovery-key", key: newRecoveryKey(systemRandom) })).toBe("wrong-passphrase");
  expect(await opens(file, { kind: "recovery-key", key })).toBe("none");
  await vault.rotateDataKey();
  expect(await opens(file, { kind: "recovery-key", key })).toBe("none");
});

test("what opens the vault is not changed unseen: each change is in the access log", async () => {
  const { vault } = await vaultWith();
  await vault.changePassphrase(Secret.of("a new one"));
  const key = await vault.addRecoveryKey(word("a new one"));
  await vault.dropOtherRecoveryKeys(key);
  await vault.rotateDataKey();
  const lines = (await vault.auditEvents(20)).filter(({ who }) => who === "keys");
  expect(lines.map(({ why }) => why)).toEqual([
    "change the vault key",
    "drop other recovery keys",
    "make a recovery key",
    "change the passphrase",
  ]);
  expect(await vault.auditProblem()).toBeUndefined();
});

test("a copy that cannot be removed does not undo or hide the change of keys that was to take it away", async () => {
  const { vault, file } = await vaultWith();
  mkdirSync(`${file}.format-1`); // what cannot be removed as a file
  await vault.changePassphrase(Secret.of("a new one"));
  await vault.rotateDataKey();
  expect(await vault.state()).toBe("open");
  expect(await opens(file, word("a new one"))).toBe("none");
  expect((await vault.auditEvents(9)).filter(({ who }) => who === "keys")).toHaveLength(2);
});
