import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { passphrases } from "../../../src/cli/passphrase.ts";
import { unlockOnDemand, type DemandedVault } from "../../../src/cli/unlock-on-demand.ts";
import { Secret } from "../../../src/core/secrets/secret.ts";
import { openLocalVault } from "../../../src/node/local-vault/in-process.ts";
import { fakeIo, type FakeIo } from "../../support/fake-io.ts";
import { CHEAP, PASSPHRASE, temporaryFolder } from "../../support/local-vault.ts";

const cleanUp: (() => void | Promise<void>)[] = [];
afterEach(async () => {
  for (const step of cleanUp.splice(0)) await step();
});

interface Case {
  readonly there?: boolean;
  readonly stores?: boolean;
  readonly given?: string;
  readonly answers?: string[];
}

async function setUp({ there = false, stores = false, given, answers }: Case) {
  const folder = temporaryFolder();
  const file = `${folder.path}/vault.db`;
  const vault = openLocalVault({ file, cost: CHEAP });
  if (there) {
    await vault.create({ kind: "passphrase", passphrase: PASSPHRASE });
    await vault.lock();
  }
  const io: FakeIo = fakeIo(answers === undefined ? {} : { terminal: true, answers });
  const demanded: DemandedVault = unlockOnDemand(
    vault,
    passphrases({ io, env: given === undefined ? {} : { LOCKERS_LOCAL_PASSPHRASE: given }, cwd: "/" }),
    stores,
  );
  cleanUp.push(async () => {
    await vault.close();
    folder.remove();
  });
  return { vault, demanded, io };
}

const LIST = { method: "GET", path: "sys/health" } as const;

test("a given passphrase opens the vault at the first request, and makes it where there is none", async () => {
  const there = await setUp({ there: true, given: PASSPHRASE.reveal() });
  expect(await there.vault.state()).toBe("locked");
  expect((await there.demanded.request(LIST)).status).toBe(200);
  const fresh = await setUp({ given: "new" });
  await fresh.demanded.request(LIST);
  expect(await fresh.vault.state()).toBe("open");
});

test("an empty passphrase makes no vault: not from the variable, not from its file", async () => {
  const fresh = await setUp({ given: "" });
  const empty = { problem: { code: "bad-input", what: "LOCKERS_LOCAL_PASSPHRASE", reason: "it is empty" } };
  await expect(fresh.demanded.request(LIST)).rejects.toMatchObject(empty);
  expect(await fresh.vault.state()).toBe("absent");
  const folder = temporaryFolder();
  cleanUp.push(() => folder.remove());
  writeFileSync(join(folder.path, "empty"), "\n");
  for (const file of ["empty", ""]) {
    const fromFile = passphrases({ io: fakeIo({}), env: { LOCKERS_LOCAL_PASSPHRASE_FILE: file }, cwd: folder.path });
    await expect(fromFile.given()).rejects.toMatchObject({ problem: { code: "bad-input", reason: "it is empty" } });
  }
});

test("the vault itself refuses an empty passphrase", async () => {
  const { vault } = await setUp({});
  const opening = { kind: "passphrase", passphrase: Secret.of("") } as const;
  await expect(vault.create(opening)).rejects.toMatchObject({ problem: { code: "bad-input", reason: "it is empty" } });
});

test("a person is asked once; a slip of the hand may be mended twice", async () => {
  const { demanded, io } = await setUp({ there: true, answers: ["wrong", "wrong", PASSPHRASE.reveal()] });
  await Promise.all([demanded.request(LIST), demanded.request(LIST)]);
  expect(io.asked).toHaveLength(3);
  const never = await setUp({ there: true, answers: ["a", "b", "c", "d"] });
  await expect(never.demanded.request(LIST)).rejects.toThrow("wrong-passphrase");
  expect(never.io.asked).toHaveLength(3);
});

test("without passphrase and terminal it stays locked", async () => {
  const { demanded } = await setUp({ there: true });
  await expect(demanded.request(LIST)).rejects.toThrow("locked");
});

test("a command that stores something asks for a new passphrase, twice; one that reads does not", async () => {
  const stores = await setUp({ stores: true, answers: ["new", "new"] });
  await stores.demanded.ownerToken();
  expect(stores.io.asked).toEqual(["New passphrase (not shown): ", "Once more: "]);
  const differ = await setUp({ stores: true, answers: ["new", "nwe"] });
  await expect(differ.demanded.ownerToken()).rejects.toThrow("bad-input");
  expect(await differ.vault.state()).toBe("absent");
  const reads = await setUp({ answers: ["new", "new"] });
  await expect(reads.demanded.ownerToken()).rejects.toThrow("vault-absent");
});

test("notes of a vault that is not there are not there, and nobody is asked", async () => {
  const { demanded, io } = await setUp({ answers: [] });
  expect(await demanded.records.read("session/egi")).toBeUndefined();
  expect(await demanded.records.names("")).toEqual([]);
  await demanded.records.remove("session/egi");
  expect(io.asked).toEqual([]);
});

test("a command may insist on the vault that is there, and makes none", async () => {
  const there = await setUp({ there: true, answers: [PASSPHRASE.reveal()] });
  await there.demanded.openIfThere();
  expect(await there.vault.state()).toBe("open");
  await expect((await setUp({ there: true })).demanded.openIfThere()).rejects.toThrow("locked");
  const absent = await setUp({ answers: [] });
  await absent.demanded.openIfThere();
  expect(await absent.vault.state()).toBe("absent");
});

test("opening quietly asks nobody and creates nothing", async () => {
  const asked = await setUp({ there: true, answers: ["x"] });
  expect(await asked.demanded.openQuietly()).toBe(false);
  const absent = await setUp({ given: "new" });
  expect(await absent.demanded.openQuietly()).toBe(false);
  expect(await absent.vault.state()).toBe("absent");
  const given = await setUp({ there: true, given: PASSPHRASE.reveal() });
  expect(await given.demanded.openQuietly()).toBe(true);
});
