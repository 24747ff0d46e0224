/** A process of its own on a vault: `create FILE TIME`, `write FILE FIRST`, `rotate FILE` or `passphrase FILE WORD WORD`; prints one line for each thing that is done for good. */

import { problemCode } from "../../src/core/errors.ts";
import { Secret } from "../../src/core/secrets/secret.ts";
import { openLocalVault } from "../../src/node/local-vault/in-process.ts";
import { CHEAP, PASSPHRASE } from "./local-vault.ts";

const [work, file = "", first = "0"] = process.argv.slice(2);
const vault = openLocalVault({ file, cost: CHEAP });
const opening = { kind: "passphrase", passphrase: PASSPHRASE } as const;

if (work === "create") {
  // All of them wait for the same moment.
  while (Date.now() < Number(first)) await new Promise((resolve) => setImmediate(resolve));
  const outcome = await vault.create(opening).then(() => "created", problemCode);
  console.log(outcome);
  await vault.close();
} else if (work === "rotate") {
  await vault.unlock(opening);
  for (let count = 1; ; count++) {
    await vault.rotateDataKey();
    process.stdout.write(`${count}\n`);
  }
} else if (work === "passphrase") {
  const words = process.argv.slice(4).map((word) => Secret.of(word));
  await vault.unlock(opening);
  for (let count = 1; ; count++) {
    await vault.changePassphrase(words[count % words.length] ?? PASSPHRASE);
    process.stdout.write(`${count}\n`);
  }
} else {
  await vault.unlock(opening);
  const token = await vault.ownerToken();
  for (let count = Number(first); ; count++) {
    const body = { data: { count, text: `value ${count} `.repeat(count % 50) } };
    const reply = await vault.request({ method: "POST", path: `secret/data/n${count % 7}/c${count}`, token, body });
    if (reply.status === 200) process.stdout.write(`${count}\n`);
  }
}
