import { chmodSync, existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterEach, expect, test } from "vitest";
import { describe } from "../../../src/cli/messages.ts";
import { ExpectedError, problemCode } from "../../../src/core/errors.ts";
import { withFileProblems } from "../../../src/node/local-vault/file-problems.ts";
import { openLocalVault } from "../../../src/node/local-vault/in-process.ts";
import { vaultHolder } from "../../../src/node/local-vault/vault-holder.ts";
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

test("where entries are damaged it says how many, keeps a copy once, and the rest can be read and backed up around", async () => {
  const { vault, file, send } = await vaultWith();
  for (const name of ["a", "b", "c"]) await send("POST", `kv1/${name}`, { body: { x: name } });
  const holder = vaultHolder({ file, cost: CHEAP });
  holder.unlock({ kind: "passphrase", passphrase: PASSPHRASE });
  const { lookupOf } = await import("../../../src/core/local-vault/rows.ts");
  const { readMounts, spaceOf } = await import("../../../src/core/local-vault/mounts.ts");
  const { readRows } = await import("../../../src/core/local-vault/rows.ts");
  const { storage, sealing } = holder.current();
  const parent = storage.read((store) => {
    const mount = readMounts(readRows(store, sealing)).find(({ path }) => path === "kv1/");
    if (mount === undefined) throw new Error("kv1/ is there");
    return spaceOf(mount);
  });
  const lookup = lookupOf(sealing, { parent, kind: "secret", name: "b" });
  holder.close();
  const database = new DatabaseSync(file);
  database.prepare("UPDATE rows SET sealed = zeroblob(100) WHERE parent = ? AND lookup = ?").run(parent, lookup);
  database.close();

  for (const _ of "twice!".slice(0, 2)) {
    const error: unknown = await send("GET", "kv1/b").catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(ExpectedError);
    const { problem } = error as ExpectedError;
    expect(problem).toEqual({ code: "vault-damaged", file, entries: 1, copy: `${file}.damaged` });
    expect(describe(problem as never).text).toBe(
      `${file} is damaged at 1 entry. A copy was kept; the rest is readable.`,
    );
  }
  expect(readdirSync(dirname(file)).filter((name) => name.includes("damaged"))).toEqual(["vault.db.damaged"]);
  expect(statSync(`${file}.damaged`).mode & 0o777).toBe(0o600);
  expect((await send("GET", "kv1/a")).body).toMatchObject({ data: { x: "a" } });
  expect((await send("LIST", "kv1")).body).toMatchObject({ data: { keys: ["a", "b", "c"] } });
  expect((await send("POST", "kv1/d", { body: { x: "d" } })).status).toBe(204);
  expect(await vault.auditProblem()).toBeUndefined();
});

test("a database that may not grow says that the disk is full, and what was there stays", async () => {
  const { file, send } = await vaultWith();
  await send("POST", "kv1/a", { body: { x: "stays" } });
  const database = new DatabaseSync(file);
  const pages = Object.values(database.prepare("PRAGMA page_count").get() ?? {})[0];
  database.exec(`PRAGMA max_page_count = ${Number(pages) + 2}`);
  const grow = () =>
    database.prepare("INSERT INTO links (sequence, sealed, link) VALUES (?, zeroblob(100000), x'')").run(9_999_999);
  expect(() => withFileProblems(file, grow)).toThrow("vault-full");
  database.close();
  expect((await send("GET", "kv1/a")).body).toMatchObject({ data: { x: "stays" } });
});

/** Root may write anywhere: for root the file system itself has to refuse, which the contract suite sees to. */
test("a directory in which nothing may be written says so, and nothing is lost", async () => {
  const { vault, file } = await vaultWith();
  await vault.lock();
  const folder = dirname(file);
  const before = readFileSync(file);
  chmodSync(folder, 0o500);
  ending.unshift(() => chmodSync(folder, 0o700));
  const again = openLocalVault({ file, cost: CHEAP });
  const code = await again.unlock({ kind: "passphrase", passphrase: PASSPHRASE }).then(() => "none", problemCode);
  await again.close();
  expect(code).toBe(process.getuid?.() === 0 ? "none" : "vault-read-only");
  expect(existsSync(join(folder, "vault.db"))).toBe(true);
  expect(readFileSync(file).length).toBeGreaterThanOrEqual(before.length);
});
