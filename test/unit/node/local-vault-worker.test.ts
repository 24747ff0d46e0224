import { afterAll, beforeAll, expect, test } from "vitest";
import { problemCode } from "../../../src/core/errors.ts";
import { parseExactJson } from "../../../src/core/exact-json.ts";
import type { LocalVault } from "../../../src/core/local-vault/local-vault.ts";
import { Secret } from "../../../src/core/secrets/secret.ts";
import { openLocalVaultInWorker } from "../../../src/node/local-vault/worker-proxy.ts";
import { PASSPHRASE, temporaryFolder } from "../../support/local-vault.ts";

const worker = new URL("../../../src/node/local-vault/worker.ts", import.meta.url);
const folder = temporaryFolder();
const file = `${folder.path}/vault.db`;
let vault: LocalVault;

beforeAll(async () => {
  vault = openLocalVaultInWorker({ file, worker });
  await vault.create({ kind: "passphrase", passphrase: PASSPHRASE });
});

afterAll(async () => {
  await vault.close();
  folder.remove();
});

async function codeOf(work: Promise<unknown>) {
  return work.then(() => "none", problemCode);
}

test("requests, records and the access log go through the thread and come back", async () => {
  const token = await vault.ownerToken();
  const put = { method: "POST", path: "kv1/a", token, body: { x: "1" }, audit: { who: "test" } } as const;
  expect(await vault.request(put)).toMatchObject({ status: 204, body: undefined });
  expect(await vault.request({ method: "GET", path: "kv1/a", token })).toMatchObject({ body: { data: { x: "1" } } });
  await vault.records.write("lockers/1", { made: 5 });
  expect(await vault.records.read("lockers/1")).toEqual({ made: 5 });
  expect(await vault.records.names("lockers/")).toEqual(["lockers/1"]);
  await vault.records.remove("lockers/1");
  expect(await vault.records.read("lockers/1")).toBeUndefined();
  expect(await vault.auditEvents(9)).toMatchObject([
    { action: "read", who: "unknown", path: "kv1/a" },
    { action: "write", who: "test", path: "kv1/a", status: 204 },
  ]);
});

test("numbers that JavaScript cannot hold come back as they were", async () => {
  const token = await vault.ownerToken();
  const body = parseExactJson('{"id":12345678901234567890}');
  await vault.request({ method: "POST", path: "kv1/number", token, body });
  const reply = await vault.request({ method: "GET", path: "kv1/number", token });
  expect(JSON.stringify(reply.body)).toContain('"data":{"id":12345678901234567890}');
});

test("a slot key opens the vault after locking; problems keep their code", async () => {
  const { slot, key, vault: id } = await vault.addSlot();
  expect(id).toBe(await vault.vaultId());
  await vault.lock();
  expect(await vault.state()).toBe("locked");
  expect(await codeOf(vault.request({ method: "GET", path: "kv1/a" }))).toBe("locked");
  expect(await codeOf(vault.unlock({ kind: "passphrase", passphrase: Secret.of("no") }))).toBe("wrong-passphrase");
  expect(await codeOf(vault.unlock({ kind: "slot-key", slot, key: Secret.of("bad") }))).toBe("key-lost");
  await vault.unlock({ kind: "slot-key", slot, key });
  expect(await vault.state()).toBe("open");
  expect(await codeOf(vault.create({ kind: "passphrase", passphrase: PASSPHRASE }))).toBe("vault-exists");
});

test("after close the next call starts a locked vault", async () => {
  await vault.close();
  expect(await vault.state()).toBe("locked");
  await vault.unlock({ kind: "passphrase", passphrase: PASSPHRASE });
});

test("a script that is none rejects instead of waiting for ever", async () => {
  const broken = openLocalVaultInWorker({ file, worker: new URL("absent.ts", import.meta.url) });
  await expect(broken.state()).rejects.toThrow("the local vault's thread failed");
});
