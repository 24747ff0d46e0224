import { spawn } from "node:child_process";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { problemCode } from "../../src/core/errors.ts";
import { Secret } from "../../src/core/secrets/secret.ts";
import { openLocalVault } from "../../src/node/local-vault/in-process.ts";
import { CHEAP, newTestVault, PASSPHRASE, type TestVault } from "../support/local-vault.ts";
import { seededRandom } from "../support/seeded-random.ts";

/** How often a process is killed while it changes keys; more by `LOCKERS_CRASHES`. */
const CRASHES = Number(process.env["LOCKERS_CRASHES"] ?? 8);
const script = join(import.meta.dirname, "..", "support", "vault-process.ts");
const random = seededRandom(20261125);

const ending: (() => void | Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ending.splice(0)) await end();
});

async function filledVault(): Promise<TestVault> {
  const made = await newTestVault();
  ending.push(made.close);
  for (let count = 0; count < 300; count++) {
    await made.send("POST", `secret/data/n${count % 7}/c${count}`, {
      body: { data: { count, text: "x".repeat(200) } },
    });
  }
  return made;
}

/** Starts the work and kills it at some moment after it has said `lines` times that it was done. */
function killed(args: readonly string[], lines: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [script, ...args], { stdio: ["ignore", "pipe", "inherit"] });
    ending.push(() => void child.kill("SIGKILL"));
    let seen = 0;
    const spin = (left: number): void => {
      if (left === 0) child.kill("SIGKILL");
      else setImmediate(() => spin(left - 1));
    };
    child.stdout.on("data", (chunk: Buffer) => {
      const before = seen;
      seen += chunk.toString().split("\n").length - 1;
      if (before < lines && seen >= lines) spin((random.bytes(1)[0] ?? 0) * 20);
    });
    child.on("error", reject);
    child.on("exit", (_code, signal) => {
      if (signal === "SIGKILL") resolve();
      else reject(new Error("it ended by itself"));
    });
  });
}

async function whatOpens(file: string, words: readonly Secret[]): Promise<readonly string[]> {
  const open: string[] = [];
  for (const passphrase of words) {
    const vault = openLocalVault({ file, cost: CHEAP });
    const code = await vault.unlock({ kind: "passphrase", passphrase }).then(() => "open", problemCode);
    if (code !== "wrong-passphrase") open.push(code === "open" ? passphrase.reveal() : `failed: ${code}`);
    await vault.close();
  }
  return open;
}

test(
  `a process killed ${CRASHES} times while it changes the data key leaves a vault that opens by every slot, with everything in it`,
  { timeout: 30_000 + CRASHES * 8000 },
  async () => {
    const { vault, file } = await filledVault();
    const { slot, key } = await vault.addSlot();
    const recovery = await vault.addRecoveryKey({ kind: "passphrase", passphrase: PASSPHRASE });
    await vault.close();
    for (let crash = 0; crash < CRASHES; crash++) {
      await killed(["rotate", file], 1 + (crash % 3));
      const openings = [
        { kind: "passphrase", passphrase: PASSPHRASE },
        { kind: "slot-key", slot, key },
        { kind: "recovery-key", key: recovery },
      ] as const;
      for (const opening of openings) {
        const again = openLocalVault({ file, cost: CHEAP });
        await again.unlock(opening);
        const token = await again.ownerToken();
        for (let count = 0; count < 300; count += 37) {
          const reply = await again.request({ method: "GET", path: `secret/data/n${count % 7}/c${count}`, token });
          expect(reply.body).toMatchObject({ data: { data: { count } } });
        }
        expect(await again.auditProblem()).toBeUndefined();
        await again.close();
      }
    }
  },
);

test(
  `a process killed ${CRASHES} times while it changes the passphrase leaves exactly one that opens the vault`,
  { timeout: 30_000 + CRASHES * 5000 },
  async () => {
    const { vault, file } = await filledVault();
    await vault.close();
    const words = [PASSPHRASE, Secret.of("a second one"), Secret.of("a third one")];
    const texts = words.map((secret) => secret.reveal());
    for (let crash = 0; crash < CRASHES; crash++) {
      await killed(["passphrase", file, ...texts], 2 + crash);
      const open = await whatOpens(file, words);
      expect(open).toHaveLength(1);
      const again = openLocalVault({ file, cost: CHEAP });
      await again.unlock({ kind: "passphrase", passphrase: Secret.of(open[0] ?? "") });
      await again.changePassphrase(PASSPHRASE);
      expect(await whatOpens(file, words)).toEqual([PASSPHRASE.reveal()]);
      await again.close();
    }
  },
);
