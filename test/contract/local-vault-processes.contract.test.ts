import { spawn } from "node:child_process";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { Secret } from "../../src/core/secrets/secret.ts";
import { openLocalVault } from "../../src/node/local-vault/in-process.ts";
import { newTestVault, PASSPHRASE, temporaryFolder } from "../support/local-vault.ts";
import { runProgram } from "../support/run-program.ts";

/** How often a writing process is killed; more by `LOCKERS_CRASHES`. */
const CRASHES = Number(process.env["LOCKERS_CRASHES"] ?? 6);
const script = join(import.meta.dirname, "..", "support", "vault-process.ts");

const ending: (() => void | Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ending.splice(0)) await end();
});

test("processes that create a vault at the same moment end with one vault, and each can have a slot of it", async () => {
  const folder = temporaryFolder();
  ending.push(() => folder.remove());
  const file = join(folder.path, "new", "vault.db");
  const start = String(Date.now() + 1500);
  const ran = await Promise.all(
    Array.from({ length: 4 }, () => runProgram(process.execPath, [script, "create", file, start])),
  );
  const outcomes = ran.map(({ stdout }) => stdout.trim()).toSorted();
  expect(outcomes).toEqual(["created", "vault-exists", "vault-exists", "vault-exists"]);
  const [one, other] = [openLocalVault({ file }), openLocalVault({ file })];
  await one.unlock({ kind: "passphrase", passphrase: PASSPHRASE });
  await other.unlock({ kind: "passphrase", passphrase: PASSPHRASE });
  const [mine, theirs] = [await one.addSlot(), await other.addSlot()];
  expect(mine.vault).toBe(theirs.vault);
  await one.lock();
  await one.unlock({ kind: "slot-key", slot: theirs.slot, key: theirs.key });
  expect(await one.state()).toBe("open");
  await one.close();
  await other.close();
});

/** Starts a writing process, kills it after `lines` acknowledged writes and a little, and gives the last acknowledged count. */
function killedWriter(file: string, first: number, lines: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [script, "write", file, String(first)], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    ending.push(() => void child.kill("SIGKILL"));
    let said = "";
    let seen = 0;
    child.stdout.on("data", (chunk: Buffer) => {
      said += chunk.toString();
      seen = said.split("\n").length - 1;
      if (seen >= lines) child.kill("SIGKILL");
    });
    child.on("error", reject);
    child.on("exit", (_code, signal) => {
      const acknowledged = said.slice(0, said.lastIndexOf("\n")).split("\n");
      if (signal === "SIGKILL" && seen > 0) resolve(Number(acknowledged.at(-1)));
      else reject(new Error("the writer ended by itself"));
    });
  });
}

test(
  `a writer killed ${CRASHES} times loses no acknowledged write, and the file opens every time`,
  { timeout: 20_000 + CRASHES * 5000 },
  async () => {
    const { vault, file, send, close } = await newTestVault();
    ending.push(close);
    let next = 0;
    for (let crash = 0; crash < CRASHES; crash++) {
      const last = await killedWriter(file, next, 1 + ((crash * 7) % 23));
      for (let count = next; count <= last; count++) {
        const reply = await send("GET", `secret/data/n${count % 7}/c${count}`);
        expect(reply.body).toMatchObject({ data: { data: { count } } });
      }
      // What was cut off is there whole or not at all, and its name is listed if and only if it is there.
      const cut = await send("GET", `secret/data/n${(last + 1) % 7}/c${last + 1}`);
      const listed = await send("LIST", `secret/metadata/n${(last + 1) % 7}`);
      expect([200, 404]).toContain(cut.status);
      const { keys } = (listed.body as { data?: { keys: readonly string[] } }).data ?? { keys: [] };
      expect(keys.includes(`c${last + 1}`)).toBe(cut.status === 200);
      next = last + 2;
    }
    expect(await vault.auditProblem()).toBeUndefined();
    await vault.close();
    const again = openLocalVault({ file });
    await again.unlock({ kind: "passphrase", passphrase: Secret.of(PASSPHRASE.reveal()) });
    expect(await again.state()).toBe("open");
    await again.close();
  },
);

test("two processes share a locker's uses exactly: none is served twice", async () => {
  const { file, send, close } = await newTestVault();
  ending.push(close);
  const made = await send("POST", "auth/token/create", { body: { policies: ["default"], ttl: "1h", num_uses: 6 } });
  const { client_token: token } = (made.body as { auth: { client_token: string } }).auth;
  const other = openLocalVault({ file });
  await other.unlock({ kind: "passphrase", passphrase: PASSPHRASE });
  const request = { method: "GET", path: "cubbyhole/x", token: Secret.of(token) } as const;
  const replies = await Promise.all(
    Array.from({ length: 10 }, (_, at) =>
      at % 2 === 0 ? other.request(request) : send("GET", "cubbyhole/x", { token }),
    ),
  );
  expect(replies.filter(({ status }) => status === 404)).toHaveLength(6);
  expect(replies.filter(({ status }) => status === 403)).toHaveLength(4);
  await other.close();
});
