import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { Secret } from "../../src/core/secrets/secret.ts";
import { openLocalVault } from "../../src/node/local-vault/in-process.ts";
import { newTestVault, PASSPHRASE, temporaryFolder } from "../support/local-vault.ts";
import { runProgram } from "../support/run-program.ts";

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
