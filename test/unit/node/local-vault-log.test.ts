import { DatabaseSync, StatementSync } from "node:sqlite";
import { join } from "node:path";
import { afterEach, expect, test, vi } from "vitest";
import { readAudit, verifyAudit } from "../../../src/core/local-vault/audit-chain.ts";
import { pruneAudit } from "../../../src/core/local-vault/audit-prune.ts";
import { Secret } from "../../../src/core/secrets/secret.ts";
import type { OpenVault } from "../../../src/node/local-vault/open-vault.ts";
import { vaultHolder } from "../../../src/node/local-vault/vault-holder.ts";
import { CHEAP, PASSPHRASE, stillClock, temporaryFolder } from "../../support/local-vault.ts";

const DAY = 86_400;

const ending: (() => void)[] = [];
afterEach(() => {
  vi.restoreAllMocks();
  for (const end of ending.splice(0)) end();
});

function newVault(clock = stillClock()) {
  const folder = temporaryFolder();
  const file = join(folder.path, "vault.db");
  const holder = vaultHolder({ file, cost: CHEAP, clock });
  holder.create({ kind: "passphrase", passphrase: PASSPHRASE });
  ending.push(() => {
    holder.close();
    folder.remove();
  });
  const vault = holder.current();
  return { vault, file, token: Secret.of(vault.ownerId), clock };
}

function line(vault: OpenVault, number: number, at: number): void {
  vault.recordAudit({ at, who: "test", server: "egi", action: "read", path: `n${number}`, status: 200 });
}

function paths({ storage, sealing }: OpenVault): readonly string[] {
  return storage.read((store) => readAudit(store, sealing, 10_000)).map(({ path }) => path);
}

function problem({ storage, sealing }: OpenVault) {
  return storage.read((store) => verifyAudit(store, sealing));
}

test("the log is kept to so many parts, the newest ones, and still holds together", () => {
  const { vault, file, clock } = newVault();
  const { storage, sealing } = vault;
  for (let number = 0; number < 50; number++) line(vault, number, clock.now());
  pruneAudit(storage, sealing, clock.now(), { links: 20, days: 400 });
  expect(paths(vault)).toEqual(Array.from({ length: 20 }, (_, at) => `n${49 - at}`));
  expect(problem(vault)).toBeUndefined();
  pruneAudit(storage, sealing, clock.now(), { links: 20, days: 400 });
  expect(paths(vault)).toHaveLength(20);
  line(vault, 50, clock.now());
  pruneAudit(storage, sealing, clock.now(), { links: 1, days: 400 });
  expect(paths(vault)).toEqual(["n50"]);
  expect(problem(vault)).toBeUndefined();
  const database = new DatabaseSync(file);
  database.exec("DELETE FROM links");
  database.close();
  expect(problem(vault)).toBeTypeOf("number");
});

test("lines that are too old go, but never the newest", () => {
  const { vault, clock } = newVault();
  const { storage, sealing } = vault;
  for (let number = 0; number < 1200; number++) {
    line(vault, number, clock.now());
    if (number === 700) clock.pass(DAY);
  }
  clock.pass(399 * DAY + 1);
  const prune = () => pruneAudit(storage, sealing, clock.now());
  for (let times = 0; times < 3; times++) prune();
  expect(paths(vault).at(-1)).toBe("n701");
  expect(problem(vault)).toBeUndefined();
  clock.pass(DAY);
  for (let times = 0; times < 3; times++) prune();
  expect(paths(vault)).toEqual(["n1199"]);
  expect(problem(vault)).toBeUndefined();
});

test("after older lines were removed as they should be, no more of them can be taken away unseen", () => {
  const { vault, file, clock } = newVault();
  const { storage, sealing } = vault;
  for (let number = 0; number < 30; number++) line(vault, number, clock.now());
  pruneAudit(storage, sealing, clock.now(), { links: 20, days: 400 });
  const database = new DatabaseSync(file);
  database.exec("DELETE FROM links WHERE sequence = (SELECT min(sequence) FROM links)");
  database.close();
  expect(problem(vault)).toBeTypeOf("number");
});

test("a line that was damaged keeps neither the others from being removed nor the vault from opening", () => {
  const { vault, file, clock } = newVault();
  for (let number = 0; number < 30; number++) line(vault, number, clock.now());
  const database = new DatabaseSync(file);
  database.exec("UPDATE links SET sealed = zeroblob(60) WHERE sequence = 2");
  database.close();
  clock.pass(500 * DAY);
  const other = vaultHolder({ file, clock });
  other.unlock({ kind: "passphrase", passphrase: PASSPHRASE });
  expect(paths(other.current())).toHaveLength(29);
  pruneAudit(other.current().storage, other.current().sealing, clock.now(), { links: 10, days: 400 });
  expect(paths(other.current())).toHaveLength(10);
  other.close();
});

test("a request that changes something is on the disk before it is answered; one that only reads need not wait for the disk", () => {
  const { vault, token } = newVault();
  const exec = vi.spyOn(DatabaseSync.prototype, "exec");
  const run = vi.spyOn(StatementSync.prototype, "run");
  const read = () => vault.request({ method: "GET", path: "kv1/a", token });
  const write = () => vault.request({ method: "PUT", path: "kv1/a", token, body: { x: "1" } });
  for (const step of [read, write, write, read, read, write]) step();
  vault.records.write("note", 1);
  const settings = exec.mock.calls.map(([sql], at) => [exec.mock.invocationCallOrder[at] ?? 0, sql] as const);
  const begun = run.mock.contexts.map((statement, at) => {
    const sql = statement instanceof StatementSync ? statement.sourceSQL : "";
    return [run.mock.invocationCallOrder[at] ?? 0, sql] as const;
  });
  let level = "unknown";
  const levels: string[] = [];
  for (const [, sql] of [...settings, ...begun].toSorted(([one], [other]) => one - other)) {
    level = /^PRAGMA synchronous = (\w+)$/.exec(sql)?.[1] ?? level;
    if (sql === "BEGIN IMMEDIATE") levels.push(level);
  }
  expect(levels).toEqual(["NORMAL", "FULL", "FULL", "NORMAL", "NORMAL", "FULL", "FULL"]);
});

test("what another process did to the log, or a transaction that was undone, is not taken for what stands there", () => {
  const { vault, file, clock } = newVault();
  const other = vaultHolder({ file, clock });
  other.unlock({ kind: "passphrase", passphrase: PASSPHRASE });
  for (let number = 0; number < 10; number++) line(number % 3 === 0 ? other.current() : vault, number, clock.now());
  const failed = () =>
    vault.storage.write(() => {
      line(vault, 99, clock.now());
    });
  expect(failed).toThrow("transaction");
  line(vault, 10, clock.now());
  expect(paths(other.current())).toEqual(Array.from({ length: 11 }, (_, at) => `n${10 - at}`));
  expect(problem(vault)).toBeUndefined();
  other.close();
});

test("a change far from the newest line is found as well", () => {
  const { vault, file, clock } = newVault();
  for (let number = 0; number < 1100; number++) line(vault, number, clock.now());
  expect(problem(vault)).toBeUndefined();
  const database = new DatabaseSync(file);
  database.exec("UPDATE links SET link = zeroblob(32) WHERE sequence = 50");
  database.close();
  expect(problem(vault)).toBe(51);
  expect(paths(vault)).toHaveLength(1100);
});
