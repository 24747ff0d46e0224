/**
 * A process that makes a vault, uses it, locks it and writes a snapshot of its heap: `FILE SNAPSHOT`. The passphrase and the
 * value come over standard input, so that its own arguments do not hold them. Prints the vault's keys in hexadecimal.
 */

import { readSync, writeSync } from "node:fs";
import { setFlagsFromString, writeHeapSnapshot } from "node:v8";
import { runInNewContext } from "node:vm";
import { Secret } from "../../src/core/secrets/secret.ts";
import { vaultHolder } from "../../src/node/local-vault/vault-holder.ts";
import { CHEAP } from "./local-vault.ts";

const [file = "", snapshot = ""] = process.argv.slice(2);
setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as () => void;

/** All that is to be forgotten is in here: afterwards nothing of it is in use. */
function use(): void {
  const input = Buffer.alloc(4096);
  const length = readSync(0, input);
  const { passphrase, value } = JSON.parse(input.toString("utf8", 0, length)) as { passphrase: string; value: string };
  input.fill(0);
  const holder = vaultHolder({ file, cost: CHEAP });
  holder.create({ kind: "passphrase", passphrase: Secret.of(passphrase) });
  holder.close();
  holder.unlock({ kind: "passphrase", passphrase: Secret.of(passphrase) });
  holder.reopen(Uint8Array.from(holder.current().dataKey));
  const token = Secret.of(holder.current().ownerId);
  holder.request({ method: "POST", path: "secret/data/a", token, body: { data: { value } } });
  for (const path of ["secret/data/a", "secret/metadata/a", "secret/data/a"])
    holder.request({ method: "GET", path, token });
  const { dataKey, sealing } = holder.current();
  const keys = [dataKey, sealing.keys.seal].map((key) => Buffer.from(key.buffer, key.byteOffset, 32).toString("hex"));
  writeSync(1, `${keys.join(" ")}\n`);
  holder.close();
  // The snapshot shows texts, not the bytes of arrays: those are looked at here.
  if (![dataKey, sealing.keys.seal].every((key) => key.every((byte) => byte === 0))) process.exitCode = 1;
}

use();
await new Promise((resolve) => setImmediate(resolve));
collect();
writeHeapSnapshot(snapshot);
