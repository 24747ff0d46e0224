import { globSync } from "node:fs";
import { basename, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { serveLocalVault } from "../../src/node/serve/serve.ts";
import { newTestVault } from "../support/local-vault.ts";
import { startOpenBao } from "../support/openbao.ts";
import { readSteps, runSteps, type Server } from "../support/vault-steps.ts";

const folder = join(import.meta.dirname, "..", "cases", "local-vault");
const files = globSync("*.steps", { cwd: folder });

let real: Server;
let local: Server;
const ending: (() => Promise<void>)[] = [];

beforeAll(async () => {
  const bao = await startOpenBao();
  ending.push(() => bao.stop());
  await bao.must("POST", "sys/mounts/kv1", {
    type: "kv",
    options: { version: "1" },
    description: "key/value secret storage without versions",
  });
  real = bao;
  const vault = await newTestVault();
  const served = await serveLocalVault({ vault: vault.vault });
  ending.push(
    () => served.close(),
    () => vault.close(),
  );
  local = { address: served.address, token: served.token.reveal() };
});

afterAll(async () => {
  for (const end of ending) await end();
});

test.each(files.map((file) => [basename(file, ".steps"), file] as const))(
  "the local vault answers as OpenBao does: %s",
  async (_name, file) => {
    const steps = readSteps(join(folder, file));
    const [expected, answered] = await Promise.all([runSteps(real, steps), runSteps(local, steps)]);
    expect(answered).toEqual(expected);
  },
);
