import { chmodSync, existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterAll, beforeAll, expect, test } from "vitest";
import { buildCli, type CliHost, cliHost } from "../support/cli-process.ts";
import { givesAway, marker } from "../support/canary.ts";
import { killProcess } from "../support/openbao.ts";
import { waitUntil } from "../support/wait-until.ts";

const MARK = marker("k3Tn8Vq2");
const WORD = marker("w9Lm4Xs7");
const OWN = marker("p5Rd1Zc6");
const env = { LOCKERS_LOCAL_PASSPHRASE: OWN, LOCKERS_BACKUP_PASSPHRASE: WORD };
const hosts: CliHost[] = [];
let here: CliHost;
let file: string;

function host(): CliHost {
  const made = cliHost(env);
  hosts.push(made);
  return made;
}

beforeAll(async () => {
  buildCli();
  here = host();
  file = join(here.folder, "vault.backup");
});

afterAll(async () => {
  for (const made of hosts) await made.close();
});

test("a vault with versions and a locker is backed up without a word", async () => {
  for (const version of ["one", "two"]) {
    expect((await here.lockers(["put", "secret/shop/db", "password=-", `n=${version}`], { stdin: MARK })).status).toBe(
      0,
    );
  }
  expect((await here.lockers(["put", "kv1/plain", "a=mine"])).status).toBe(0);
  const made = await here.lockers(["locker", "create", "--from", "secret/shop/db", "--purpose", "ci"]);
  expect(made.err).toBe("");
  const done = await here.lockers(["backup", file]);
  expect(done).toMatchObject({ status: 0, out: "", err: "" });
});

test("a backup comes back on an empty computer, every version of it, and makes the vault there", async () => {
  const there = host();
  const compared = await there.lockers(["restore", "--dry-run", "--format", "json", file]);
  expect(JSON.parse(compared.out)).toEqual({
    added: ["secret/shop/db", "kv1/plain"],
    same: 0,
    conflicts: [],
    lockers: 1,
  });
  expect(existsSync(there.home)).toBe(false);
  expect(await there.lockers(["restore", file])).toMatchObject({ status: 0, out: "", err: "" });
  for (const version of ["1", "2"]) {
    const args = ["get", "secret/shop/db", "password", "--version", version];
    expect((await there.lockers(args)).out).toBe(MARK);
  }
  expect((await there.lockers(["get", "secret/shop/db", "n", "--version", "1"])).out).toBe("one");
  expect((await there.lockers(["get", "kv1/plain", "a"])).out).toBe("mine");
  expect((await there.lockers(["locker", "list"])).out).toContain("revoked");
  expect((await there.lockers(["audit"])).out).toContain("cli restore");
  expect((await there.lockers(["restore", "--dry-run", file])).out).toBe("0 secrets added, 2 the same, 0 conflicts\n");
});

test("without a passphrase for the new vault nothing is made, and nobody waits for an answer", async () => {
  const bare = cliHost({ LOCKERS_BACKUP_PASSPHRASE: WORD });
  hosts.push(bare);
  const refused = await bare.lockers(["restore", file]);
  expect(refused.status).toBe(66);
  expect(existsSync(bare.home)).toBe(false);
  const silent = cliHost({ LOCKERS_LOCAL_PASSPHRASE: OWN });
  hosts.push(silent);
  const nobody = await silent.lockers(["restore", file]);
  expect(nobody).toMatchObject({ status: 65, out: "" });
  expect(nobody.err).toContain("LOCKERS_BACKUP_PASSPHRASE_FILE");
});

test("into a full vault nothing goes over what differs until somebody says so", async () => {
  const there = host();
  expect((await there.lockers(["put", "secret/shop/db", "password=mine"])).status).toBe(0);
  expect((await there.lockers(["put", "kv1/plain", "a=mine"])).status).toBe(0);
  const undecided = await there.lockers(["restore", file]);
  expect(undecided.status).toBe(75);
  expect(undecided.err).toContain("conflict  secret/shop/db\n0 secrets added, 1 the same, 1 conflict");
  expect((await there.lockers(["get", "secret/shop/db", "password"])).out).toBe("mine");
  const kept = await there.lockers(["restore", "--on-conflict", "keep", "--format", "json", file]);
  expect(JSON.parse(kept.out)).toMatchObject({ conflicts: ["secret/shop/db"], onConflict: "keep" });
  expect((await there.lockers(["get", "secret/shop/db", "password"])).out).toBe("mine");
  expect((await there.lockers(["restore", "--on-conflict", "replace", file])).status).toBe(0);
  expect((await there.lockers(["get", "secret/shop/db", "password"])).out).toBe(MARK);
  expect((await there.lockers(["get", "secret/shop/db", "password", "--version", "1"])).out).toBe("mine");
  expect((await there.lockers(["restore", "--on-conflict", "maybe", file])).status).toBe(64);
});

test("each fault has its own message and status, and makes no vault", async () => {
  const there = host();
  const good = readFileSync(file);
  const faulty = (name: string, bytes: Uint8Array) => {
    const path = join(there.folder, name);
    writeFileSync(path, bytes);
    return path;
  };
  const flipped = Buffer.from(good);
  flipped.writeUInt8((flipped[good.length - 100] ?? 0) ^ 1, good.length - 100);
  const cases = [
    [faulty("text", Buffer.from("hello")), 65, "is not a backup of a local vault"],
    [faulty("cut", good.subarray(0, -200)), 65, "is not whole: its end is missing"],
    [faulty("flipped", flipped), 65, "is damaged"],
    [join(there.folder, "none"), 74, "cannot be read"],
  ] as const;
  for (const [path, status, words] of cases) {
    const refused = await there.lockers(["restore", path]);
    expect([refused.status, refused.out]).toEqual([status, ""]);
    expect(refused.err).toContain(words);
  }
  const wrong = await there.lockers(["restore", file], { env: { LOCKERS_BACKUP_PASSPHRASE: "wrong" } });
  expect(wrong.status).toBe(77);
  expect(wrong.err).toContain("That passphrase does not open");
  expect(existsSync(there.home)).toBe(false);
});

test("an existing file stays unless --force says otherwise, and the new one is its owner's alone", async () => {
  const before = readFileSync(file);
  const refused = await here.lockers(["backup", file]);
  expect(refused.status).toBe(75);
  expect(refused.err).toContain("--force");
  expect(readFileSync(file).equals(before)).toBe(true);
  const copy = join(here.folder, "copy.backup");
  writeFileSync(copy, "old");
  chmodSync(copy, 0o644);
  expect((await here.lockers(["backup", "--force", "copy.backup"])).status).toBe(0);
  expect(statSync(copy).mode & 0o777).toBe(0o600);
  expect(readdirSync(here.folder).filter((name) => name.endsWith(".new"))).toEqual([]);
  const vault = join(here.home, "vault.db");
  expect((await here.lockers(["backup", "--force", vault])).status).toBe(65);
  expect((await here.lockers(["get", "kv1/plain", "a"])).out).toBe("mine");
  const none = host();
  expect((await none.lockers(["backup", "x"])).status).toBe(66);
});

test("a backup is of one moment while another process writes", { timeout: 300_000 }, async () => {
  const busy = host();
  // Each round writes the same count to both: in one moment they differ by one at most, and never the other way.
  const program = `for n in $(seq 1 500); do "$0" "$1" put kv1/first n=$n && "$0" "$1" put kv1/second n=$n || exit 1; done`;
  expect((await busy.lockers(["put", "kv1/first", "n=0"])).status).toBe(0);
  expect((await busy.lockers(["put", "kv1/second", "n=0"])).status).toBe(0);
  const { spawn } = await import("node:child_process");
  const cli = join(import.meta.dirname, "..", "..", "dist", "cli.mjs");
  const writer = spawn("sh", ["-c", program, process.execPath, cli], {
    env: { PATH: process.env["PATH"], LOCKERS_HOME: busy.home, ...env },
    stdio: "ignore",
    detached: true,
  });
  try {
    for (let round = 0; round < 3; round++) {
      const before = Number((await busy.lockers(["get", "kv1/second", "n"])).out);
      await waitUntil(
        "the writer goes on",
        async () => Number((await busy.lockers(["get", "kv1/second", "n"])).out) > before,
        60,
      );
      const copy = join(busy.folder, `copy-${round}`);
      expect((await busy.lockers(["backup", copy])).status).toBe(0);
      const there = host();
      expect((await there.lockers(["restore", copy])).status).toBe(0);
      const first = Number((await there.lockers(["get", "kv1/first", "n"])).out);
      const second = Number((await there.lockers(["get", "kv1/second", "n"])).out);
      expect(second).toBeGreaterThan(before);
      expect([0, 1]).toContain(first - second);
    }
  } finally {
    if (writer.pid !== undefined) process.kill(-writer.pid, "SIGKILL");
    await killProcess(writer);
  }
});

test("a log that was tampered with is shown, and the status says so", async () => {
  const there = host();
  for (const name of ["a", "b"]) expect((await there.lockers(["put", `kv1/${name}`, "x=1"])).status).toBe(0);
  const good = await there.lockers(["audit", "--limit", "1", "--format", "json"]);
  expect(good).toMatchObject({ status: 0, err: "" });
  expect(JSON.parse(good.out)).toHaveLength(1);
  const database = new DatabaseSync(join(there.home, "vault.db"));
  database.exec(
    "UPDATE links SET sealed = zeroblob(length(sealed)) WHERE sequence = (SELECT min(sequence) FROM links)",
  );
  database.close();
  const broken = await there.lockers(["audit"]);
  expect(broken.status).toBe(65);
  expect(broken.out).toContain("kv1/b");
  expect(broken.err).toMatch(/does not fit together at part \d+/u);
});

test("a folder that others can look into is told with what to do, and the command goes on", async () => {
  const there = host();
  expect((await there.lockers(["put", "kv1/a", "x=1"])).err).toBe("");
  chmodSync(there.home, 0o755);
  const warned = await there.lockers(["get", "kv1/a", "x"]);
  expect(warned).toMatchObject({ status: 0, out: "1" });
  expect(warned.err).toBe(
    `lockers: warning: others on this computer can look into ${there.home}.\n  hint: chmod 700 ${there.home}\n`,
  );
});

test("no file and no output holds a marked value or passphrase", async () => {
  for (const made of hosts) {
    for (const [name, bytes] of made.written()) {
      for (const secret of [MARK, WORD, OWN]) expect([name, givesAway(bytes, secret)]).toEqual([name, false]);
    }
  }
});
