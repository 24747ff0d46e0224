import { execFileSync } from "node:child_process";
import { existsSync, linkSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { assert, asyncProperty, boolean, integer, nat } from "fast-check";
import { afterEach, expect, test } from "vitest";
import { ExpectedError, problemCode } from "../../../src/core/errors.ts";
import { parseExactJson } from "../../../src/core/exact-json.ts";
import { Secret } from "../../../src/core/secrets/secret.ts";
import { openLocalVault } from "../../../src/node/local-vault/in-process.ts";
import { nodePrimitives } from "../../../src/node/local-vault/primitives.ts";
import { givesAway, marker } from "../../support/canary.ts";
import {
  CHEAP,
  newTestVault,
  PASSPHRASE,
  stillClock,
  temporaryFolder,
  type TestVault,
} from "../../support/local-vault.ts";

const ending: (() => void | Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ending.splice(0)) await end();
});

const WORD = Secret.of("a word of the backup's own");
const audit = { who: "test" };

async function vaultWith(parts: Parameters<typeof newTestVault>[0] = {}): Promise<TestVault> {
  const made = await newTestVault(parts);
  ending.push(made.close);
  return made;
}

function place(name = "vault.backup"): string {
  const folder = temporaryFolder();
  ending.push(() => folder.remove());
  return join(folder.path, name);
}

async function backUp({ vault }: TestVault, file = place()): Promise<string> {
  await vault.backUp({ file, passphrase: WORD, replace: false, audit });
  return file;
}

async function codeOf(work: Promise<unknown>) {
  return work.then(() => "none", problemCode);
}

async function fill({ send, vault }: TestVault): Promise<void> {
  for (const password of ["one", "two", "three"]) {
    await send("POST", "secret/data/shop/db", {
      body: { data: { password, port: 5432, id: parseExactJson("12345678901234567890"), deep: { a: [null, true] } } },
    });
  }
  await send("POST", "secret/metadata/shop/db", { body: { custom_metadata: { owner: "ada" }, max_versions: 7 } });
  await send("POST", "secret/destroy/shop/db", { body: { versions: [1] } });
  await send("POST", "secret/data/gone", { body: { data: { a: "b" } } });
  await send("DELETE", "secret/data/gone");
  await send("POST", "secret/metadata/empty", { body: { custom_metadata: { a: "b" } } });
  await send("POST", "kv1/odd//name", { body: { __proto: "x", big: "y".repeat(200_000) } });
  await send("POST", "sys/mounts/team", { body: { type: "kv", options: { version: "2" }, description: "ours" } });
  await send("POST", "team/config", { body: { max_versions: 3 } });
  await send("POST", "team/data/é/🔑", { body: { data: { k: "v" } } });
  await vault.records.write("lockers/1", { id: "1" });
  await vault.records.write("session/egi", { token: "live" });
  await vault.records.write("locker-tokens/1", "live");
}

const READS = [
  ["GET", "secret/data/shop/db"],
  ["GET", "secret/metadata/shop/db"],
  ["GET", "secret/metadata/gone"],
  ["GET", "secret/metadata/empty"],
  ["LIST", "secret/metadata/"],
  ["GET", "kv1/odd//name"],
  ["GET", "team/config"],
  ["GET", "team/data/%C3%A9/%F0%9F%94%91"],
] as const;

async function contents({ send }: TestVault): Promise<readonly unknown[]> {
  const replies = [];
  for (const [method, path] of READS) replies.push(await send(method, path));
  replies.push(await send("GET", "secret/data/shop/db", { query: { version: "2" } }));
  replies.push(await send("GET", "secret/data/shop/db", { query: { version: "1" } }));
  await send("POST", "secret/undelete/gone", { body: { versions: [1] } });
  replies.push(await send("GET", "secret/data/gone"));
  return replies.map(({ status, body }) => [status, (body as { data?: unknown } | undefined)?.data]);
}

test("everything but tokens comes back in an empty vault, with versions, metadata, mounts and the ledger", async () => {
  const clock = stillClock();
  const from = await vaultWith({ clock });
  await fill(from);
  const made = await from.send("POST", "auth/token/create", { body: { policies: ["default"] } });
  const { client_token: token } = (made.body as { auth: { client_token: string } }).auth;
  await from.send("POST", "cubbyhole/x", { token, body: { a: "b" } });
  const file = await backUp(from);
  const to = await vaultWith({ clock });
  const compared = await to.vault.compareBackup({ file, passphrase: WORD });
  expect(compared).toMatchObject({ same: 0, conflicts: [], lockers: 1 });
  expect(compared.added.toSorted()).toEqual(
    ["kv1/odd//name", "secret/empty", "secret/gone", "secret/shop/db", "team/é/🔑"].toSorted(),
  );
  expect(await to.vault.restore({ file, passphrase: WORD, onConflict: "keep", audit })).toEqual(compared);
  expect(await contents(to)).toEqual(await contents(from));
  expect(await to.vault.records.names("")).toEqual(["lockers/1"]);
  expect((await to.send("GET", "cubbyhole/x", { token })).status).toBe(403);
  expect(await to.vault.auditProblem()).toBeUndefined();
  expect(
    (await to.vault.auditEvents(100)).filter(({ action, who }) => who === "test" && action === "write"),
  ).toHaveLength(5);
  expect((await from.vault.auditEvents(100)).some(({ path }) => path === "backup")).toBe(true);
  const again = await to.vault.compareBackup({ file, passphrase: WORD });
  expect(again).toMatchObject({ added: [], lockers: 0 });
});

test("in a full vault what differs is told first, and then kept or put on top, never lost", async () => {
  const from = await vaultWith();
  for (const name of ["same", "differs", "deleted", "new"]) {
    await from.send("POST", `secret/data/${name}`, { body: { data: { a: `${name} of the backup`, b: "1" } } });
  }
  await from.send("POST", "kv1/plain", { body: { a: "theirs" } });
  const file = await backUp(from);
  const to = await vaultWith();
  await to.send("POST", "secret/data/same", { body: { data: { b: "1", a: "same of the backup" } } });
  await to.send("POST", "secret/data/differs", { body: { data: { a: "mine" } } });
  await to.send("POST", "secret/data/deleted", { body: { data: { a: "mine" } } });
  await to.send("DELETE", "secret/data/deleted");
  await to.send("POST", "kv1/plain", { body: { a: "mine" } });
  const expected = {
    added: ["secret/new"],
    same: 1,
    conflicts: ["kv1/plain", "secret/deleted", "secret/differs"],
    lockers: 0,
  };
  const sorted = ({ conflicts, ...rest }: Awaited<ReturnType<typeof to.vault.compareBackup>>) => ({
    ...rest,
    conflicts: conflicts.toSorted(),
  });
  const valueOf = async (path: string) => (await to.send("GET", path)).body as { data: { data: object } };
  expect(sorted(await to.vault.compareBackup({ file, passphrase: WORD }))).toEqual(expected);
  expect(await to.send("GET", "secret/data/new")).toMatchObject({ status: 404 });
  expect(sorted(await to.vault.restore({ file, passphrase: WORD, onConflict: "keep", audit }))).toEqual(expected);
  expect((await valueOf("secret/data/differs")).data.data).toEqual({ a: "mine" });
  expect((await to.send("GET", "secret/data/deleted")).status).toBe(404);
  const replaced = await to.vault.restore({ file, passphrase: WORD, onConflict: "replace", audit });
  expect(sorted(replaced)).toEqual({ ...expected, added: [], same: 2 });
  expect(await valueOf("secret/data/differs")).toMatchObject({
    data: { data: { a: "differs of the backup", b: "1" }, metadata: { version: 2 } },
  });
  expect((await to.send("GET", "secret/data/differs", { query: { version: "1" } })).body).toMatchObject({
    data: { data: { a: "mine" } },
  });
  expect((await valueOf("kv1/plain")).data).toEqual({ a: "theirs" });
  expect(sorted(await to.vault.compareBackup({ file, passphrase: WORD }))).toEqual({
    added: [],
    same: 5,
    conflicts: [],
    lockers: 0,
  });
});

test("values find their place where the mount is of the other kind, and a mount in the way stops everything", async () => {
  const from = await vaultWith();
  await from.send("POST", "sys/mounts/a/b", { body: { type: "kv", options: { version: "1" } } });
  await from.send("POST", "a/b/x", { body: { k: "v" } });
  await from.send("POST", "secret/data/y", { body: { data: { k: "v" } } });
  const file = await backUp(from);
  const to = await vaultWith();
  await to.send("DELETE", "sys/mounts/secret");
  await to.send("POST", "sys/mounts/secret", { body: { type: "kv" } });
  await to.send("POST", "sys/mounts/a/b", { body: { type: "kv-v2" } });
  await to.vault.restore({ file, passphrase: WORD, onConflict: "keep", audit });
  expect((await to.send("GET", "a/b/data/x")).body).toMatchObject({ data: { data: { k: "v" } } });
  expect((await to.send("GET", "secret/y")).body).toMatchObject({ data: { k: "v" } });
  const other = await vaultWith();
  await other.send("POST", "sys/mounts/a", { body: { type: "kv" } });
  expect(await codeOf(other.vault.compareBackup({ file, passphrase: WORD }))).toBe("bad-input");
  expect(await codeOf(other.vault.restore({ file, passphrase: WORD, onConflict: "keep", audit }))).toBe("bad-input");
  expect((await other.send("GET", "secret/data/y")).status).toBe(404);
});

test("a locker of the old vault says revoked in the new one, not that somebody ended it", async () => {
  const from = await vaultWith();
  const entry = {
    id: "1",
    server: "local",
    purpose: "ci",
    accessor: "abc",
    tokenDigest: "d",
    made: 1,
    ends: 9e15,
    usesGranted: 2,
    usesPlanned: 2,
    usesFilling: 1,
    usesSpent: 1,
    contents: ["db"],
    state: "live",
    hangsOn: "vault",
  };
  await from.vault.records.write("lockers/1", entry);
  await from.vault.records.write("lockers/2", { ...entry, id: "2", server: "egi" });
  const file = await backUp(from);
  const to = await vaultWith();
  await to.vault.restore({ file, passphrase: WORD, onConflict: "keep", audit });
  expect(await to.vault.records.read("lockers/1")).toMatchObject({ state: "revoked" });
  expect(await to.vault.records.read("lockers/2")).toMatchObject({ state: "live" });
});

test("a backup is its owner's alone, replaces nothing unasked, and leaves nothing half-written behind", async () => {
  const from = await vaultWith();
  const file = await backUp(from);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  const before = readFileSync(file);
  expect(await codeOf(backUp(from, file))).toBe("backup-exists");
  expect(readFileSync(file).equals(before)).toBe(true);
  await from.send("POST", "kv1/a", { body: { a: "b" } });
  const counts = await from.vault.backUp({ file, passphrase: WORD, replace: true, audit });
  expect(counts).toEqual({ secrets: 1, olderVersions: 0, lockers: 0 });
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(await codeOf(backUp(from, join(dirname(file), "no", "folder")))).toBe("file-unwritable");
  const empty = { file: `${file}2`, passphrase: Secret.of(""), replace: false, audit };
  expect(await codeOf(from.vault.backUp(empty))).toBe("bad-input");
  expect(readdirSync(dirname(file))).toEqual(["vault.backup"]);
});

test("a backup never takes the place of the vault, by whatever name", async () => {
  const from = await vaultWith();
  const links = dirname(place());
  symlinkSync(dirname(from.file), join(links, "folder"));
  linkSync(from.file, join(links, "hard"));
  for (const file of [from.file, `${from.file}-wal`, join(links, "folder", "vault.db"), join(links, "hard")]) {
    expect(await codeOf(from.vault.backUp({ file, passphrase: WORD, replace: true, audit }))).toBe("bad-input");
  }
  expect((await from.send("GET", "sys/mounts")).status).toBe(200);
});

test("each fault of a backup has its own name, and the vault stays as it is", async () => {
  const from = await vaultWith();
  await fill(from);
  const file = await backUp(from);
  const good = readFileSync(file);
  const head = (change: (bytes: Buffer) => void) => {
    const bytes = Buffer.from(good);
    change(bytes);
    Buffer.from(nodePrimitives.sha256(bytes.subarray(0, 84)).subarray(0, 8)).copy(bytes, 84);
    return bytes;
  };
  const faults: readonly (readonly [string, Buffer])[] = [
    ["backup-foreign", Buffer.from("hello")],
    ["backup-foreign", Buffer.alloc(0)],
    ["backup-foreign", readFileSync(from.file)],
    ["backup-newer", head((bytes) => bytes.writeUInt8(2, 16))],
    ["backup-cut-off", good.subarray(0, 50)],
    ["backup-cut-off", good.subarray(0, good.length - 1)],
    ["backup-cut-off", good.subarray(0, 92 + 65_576)],
    ["backup-damaged", Buffer.concat([good, Buffer.from("x")])],
    ["backup-damaged", head((bytes) => bytes.writeUInt8(31, 17))],
  ];
  const to = await vaultWith();
  const rows = readFileSync(to.file);
  for (const [code, bytes] of faults) {
    const faulty = place();
    writeFileSync(faulty, bytes);
    expect(await codeOf(to.vault.compareBackup({ file: faulty, passphrase: WORD }))).toBe(code);
    expect(await codeOf(to.vault.restore({ file: faulty, passphrase: WORD, onConflict: "replace", audit }))).toBe(code);
  }
  expect(await codeOf(to.vault.compareBackup({ file, passphrase: Secret.of("wrong") }))).toBe("backup-passphrase");
  expect(await codeOf(to.vault.compareBackup({ file: dirname(file), passphrase: WORD }))).toBe("file-unreadable");
  expect(await codeOf(to.vault.compareBackup({ file: `${file}2`, passphrase: WORD }))).toBe("file-unreadable");
  expect(readFileSync(to.file).equals(rows)).toBe(true);
  expect((await to.send("LIST", "secret/metadata/")).status).toBe(404);
});

test("whatever is changed in a backup or cut off it, reading it ends in a problem with a name", async () => {
  const from = await vaultWith();
  await fill(from);
  const good = readFileSync(await backUp(from));
  const broken = place();
  const absent = openLocalVault({ file: place("none.db"), cost: CHEAP });
  await assert(
    asyncProperty(nat(good.length - 1), integer({ min: 1, max: 255 }), boolean(), async (at, flip, isCut) => {
      const bytes = Buffer.from(isCut ? good.subarray(0, at) : good);
      if (!isCut) bytes.writeUInt8((bytes[at] ?? 0) ^ flip, at);
      writeFileSync(broken, bytes);
      const read = absent.compareBackup({ file: broken, passphrase: WORD });
      const code = await codeOf(read);
      expect(code).toMatch(/^backup-(?:foreign|damaged|cut-off)$/);
    }),
    {
      numRuns: 300,
      examples: [
        [0, 1, false],
        [16, 1, false],
        [good.length - 1, 128, false],
        [92, 1, true],
      ],
    },
  );
});

test("neither the file nor what is said holds a marked name or value in the clear", async () => {
  const mark = marker("b7Yq2LpW9");
  const word = Secret.of(marker("Zp4Rt8Qw1"));
  const from = await vaultWith();
  await from.send("POST", `secret/data/${encodeURIComponent(mark)}`, { body: { data: { [mark]: mark } } });
  await from.vault.records.write("lockers/1", { purpose: mark });
  const file = place();
  await from.vault.backUp({ file, passphrase: word, replace: false, audit });
  for (const secret of [mark, word.reveal(), PASSPHRASE.reveal()]) {
    expect(givesAway(readFileSync(file), secret)).toBe(false);
    expect(givesAway(readFileSync(from.file), secret)).toBe(false);
  }
  const refused = await from.vault.compareBackup({ file, passphrase: WORD }).catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(ExpectedError);
  expect(givesAway(JSON.stringify(refused) + String((refused as Error).stack), word.reveal())).toBe(false);
});

test("comparing needs no vault, and makes none", async () => {
  const from = await vaultWith();
  await fill(from);
  const file = await backUp(from);
  const none = place("vault.db");
  const absent = openLocalVault({ file: none, cost: CHEAP });
  expect((await absent.compareBackup({ file, passphrase: WORD })).added).toHaveLength(5);
  expect(await codeOf(absent.restore({ file, passphrase: WORD, onConflict: "keep", audit }))).toBe("vault-absent");
  expect(existsSync(none)).toBe(false);
  await from.vault.lock();
  expect(await codeOf(from.vault.compareBackup({ file, passphrase: WORD }))).toBe("locked");
});

test.skipIf(process.platform === "win32")("a pipe is no backup, and nobody waits for it", async () => {
  const made = await vaultWith();
  const pipe = place("pipe");
  execFileSync("mkfifo", [pipe]);
  expect(await codeOf(made.vault.compareBackup({ file: pipe, passphrase: WORD }))).toBe("file-unreadable");
});
