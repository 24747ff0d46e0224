import { DatabaseSync } from "node:sqlite";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openLocalVault } from "../../src/node/local-vault/in-process.ts";
import { newTestVault, PASSPHRASE, temporaryFolder, type TestVault } from "../support/local-vault.ts";
import { buildCrashProcess, killedAfter } from "../support/killed-process.ts";

/** How often a writing process is killed; more by `LOCKERS_CRASHES`. */
const CRASHES = Number(process.env["LOCKERS_CRASHES"] ?? 200);
const READERS = Math.ceil(CRASHES / 20);
/** Writers at the same time: two on each of two files. */
const LANES = 4;

const folder = temporaryFolder();
let script = "";
let vaults: readonly TestVault[] = [];
/** Milliseconds in which a process does a few things. */
let work = 80;
let slots: readonly string[] = [];

beforeAll(async () => {
  script = await buildCrashProcess(folder.path);
  vaults = [await newTestVault(), await newTestVault()];
  slots = await Promise.all(
    vaults.map(async ({ vault }) => {
      const { slot, key } = await vault.addSlot();
      return `${slot}:${key.reveal()}`;
    }),
  );
  work = Math.max(work, 4 * (await writingTime(vaults[0])));
});

/** How long this computer's disk takes for a write, while all lanes write. */
async function writingTime(vault: TestVault | undefined): Promise<number> {
  const started = performance.now();
  for (let count = 0; count < 10; count++) {
    await Promise.all(Array.from({ length: LANES }, async () => vault?.send("POST", "kv1/pace", { body: { count } })));
  }
  return (performance.now() - started) / 10;
}

afterAll(async () => {
  for (const vault of vaults) await vault.close();
  folder.remove();
});

/** Any moment of the first few things that are done. */
function someTime(): number {
  return 1 + Math.floor(Math.random() * work);
}

interface Lane {
  readonly name: string;
  readonly vault: TestVault;
  readonly slot: string;
  /** Paths of acknowledged writes, and how often each was written. */
  readonly written: Set<string>;
  /** Version of the secret `one`. */
  next: number;
}

function lane(at: number): Lane {
  const [vault, slot] = [vaults[at % vaults.length], slots[at % vaults.length]];
  if (vault === undefined || slot === undefined) throw new Error("no vault");
  return { name: `lane${at}`, vault, slot, written: new Set(), next: 0 };
}

function pathOf({ name }: Lane, count: number): string {
  return `${name}/f${count % 7}/c${count}`;
}

interface Read {
  readonly data?: { readonly data: unknown; readonly metadata: { readonly version: number } };
}

async function read({ vault }: Lane, path: string) {
  const { status, body } = await vault.send("GET", `secret/data/${path}`);
  return { status, ...(body as Read).data };
}

function contentOf(count: number) {
  return { count, text: `value ${count} `.repeat(count % 50) };
}

/** Kills one writer and looks at what it left. */
async function crash(to: Lane): Promise<void> {
  const { vault, name, next } = to;
  const args = [script, "write", vault.file, name, String(next)];
  const lines = await killedAfter(someTime(), args, { slot: to.slot, folder: folder.path });
  const fresh = lines.filter((line) => !line.endsWith("+")).map(Number);
  const last = fresh.at(-1) ?? Number.NaN;
  const again = lines.length - fresh.length;
  expect(fresh).toEqual(fresh.map((_, at) => next + at));
  for (const count of fresh) {
    to.written.add(pathOf(to, count));
    expect(await read(to, pathOf(to, count))).toMatchObject({ status: 200, data: contentOf(count) });
  }
  // What was being done is there whole or not at all: the values, the version and the name.
  const one = await read(to, `${name}/one`);
  const version = one.metadata?.version ?? 0;
  expect([next + again, next + again + 1]).toContain(version);
  if (version > 0) expect(one.data).toEqual(contentOf(version - 1));
  const cut = last + 1;
  const there = await read(to, pathOf(to, cut));
  if (there.status === 200) expect(there.data).toEqual(contentOf(cut));
  const { body } = await vault.send("LIST", `secret/metadata/${name}/f${cut % 7}`);
  const { keys } = (body as { data?: { keys: readonly string[] } }).data ?? { keys: [] };
  expect(keys.includes(`c${cut}`)).toBe(there.status === 200);
  to.next = version;
}

async function crashes(to: Lane): Promise<Lane> {
  for (let times = 0; times < CRASHES / LANES; times++) await crash(to);
  return to;
}

test(
  `writers killed ${CRASHES} times, several on one file, lose no acknowledged write and leave nothing half-written`,
  { timeout: 60_000 + CRASHES * 2000 },
  async () => {
    const lanes = await Promise.all(Array.from({ length: LANES }, (_, at) => crashes(lane(at))));
    for (const vault of vaults) {
      expect(await vault.vault.auditProblem()).toBeUndefined();
      const logged = new Set(
        (await vault.vault.auditEvents(1e9)).filter(({ action }) => action === "write").map(({ path }) => path),
      );
      await vault.vault.close();
      const database = new DatabaseSync(vault.file);
      expect(Object.values(database.prepare("PRAGMA integrity_check").get() ?? {})).toEqual(["ok"]);
      database.close();
      const again = openLocalVault({ file: vault.file });
      await again.unlock({ kind: "passphrase", passphrase: PASSPHRASE });
      const token = await again.ownerToken();
      for (const { vault: owner, written } of lanes) {
        if (owner !== vault) continue;
        expect(written.size).toBeGreaterThan(CRASHES / LANES);
        for (const path of written) {
          expect(logged.has(`secret/data/${path}`)).toBe(true);
          expect(await again.request({ method: "GET", path: `secret/data/${path}`, token })).toMatchObject({
            status: 200,
          });
        }
      }
      await again.close();
      await vault.vault.unlock({ kind: "passphrase", passphrase: PASSPHRASE });
    }
  },
);

test(
  `a reader killed ${READERS} times has answered nothing that the access log does not have`,
  { timeout: 60_000 + READERS * 2000 },
  async () => {
    const { name, vault, slot } = lane(0);
    for (let times = 0; times < READERS; times++) {
      const who = `${name}-reader-${times}`;
      const args = [script, "read", vault.file, who];
      const lines = await killedAfter(someTime(), args, { slot, folder: folder.path });
      const logged = (await vault.vault.auditEvents(5000)).filter((event) => event.who === who);
      expect(logged.length).toBeGreaterThanOrEqual(lines.length);
      expect(logged.length).toBeLessThanOrEqual(lines.length + 1);
    }
    expect(await vault.vault.auditProblem()).toBeUndefined();
  },
);
