/**
 * A process on a vault that somebody kills: `write FILE NAME FIRST` or `read FILE NAME`. Writes one line to
 * its standard output, which is a file, for each thing that is done for good, and to its descriptor 3 when there is the
 * first. `LOCKERS_TEST_SLOT` is `slot:key`.
 */

import { writeSync } from "node:fs";
import { Secret } from "../../src/core/secrets/secret.ts";
import { openLocalVault } from "../../src/node/local-vault/in-process.ts";
import { CHEAP } from "./local-vault.ts";

const [work, file = "", name = "", first = "0"] = process.argv.slice(2);
const vault = openLocalVault({ file, cost: CHEAP });

let isFirst = true;

function done(what: string): void {
  writeSync(1, `${what}\n`);
  if (isFirst) writeSync(3, "x");
  isFirst = false;
}

async function unlocked(): Promise<Secret> {
  const [slot = "", key = ""] = (process.env["LOCKERS_TEST_SLOT"] ?? "").split(":");
  await vault.unlock({ kind: "slot-key", slot, key: Secret.of(key) });
  return vault.ownerToken();
}

/** New secrets, and each time another version of one that is there with check-and-set. */
async function write(): Promise<void> {
  const token = await unlocked();
  for (let count = Number(first); ; count++) {
    const text = `value ${count} `.repeat(count % 50);
    const fresh = { data: { count, text } };
    const path = `secret/data/${name}/f${count % 7}/c${count}`;
    const made = await vault.request({ method: "POST", path, token, body: fresh });
    if (made.status !== 200) throw new Error(`status ${made.status}`);
    done(`${count}`);
    const again = { data: { count, text }, options: { cas: count } };
    const next = await vault.request({ method: "POST", path: `secret/data/${name}/one`, token, body: again });
    if (next.status !== 200) throw new Error(`status ${next.status}`);
    done(`${count}+`);
  }
}

async function read(): Promise<void> {
  const token = await unlocked();
  for (let count = 1; ; count++) {
    await vault.request({ method: "GET", path: "kv1/read", token, audit: { who: name } });
    done(`${count}`);
  }
}

await (work === "write" ? write() : read());
