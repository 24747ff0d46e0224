import * as fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { serveLocalVault } from "../../src/node/serve/serve.ts";
import { newTestVault } from "../support/local-vault.ts";
import { startOpenBao } from "../support/openbao.ts";
import { sequence } from "../support/vault-sequences.ts";
import { parseStep, runSteps, type Server } from "../support/vault-steps.ts";

/** How many sequences; more by `LOCKERS_DIFFERENTIAL_RUNS`. */
const RUNS = Number(process.env["LOCKERS_DIFFERENTIAL_RUNS"] ?? 300);
/** Always the same ones, so that a failure is one of the change that was made; others by `LOCKERS_DIFFERENTIAL_SEED`. */
const SEED = Number(process.env["LOCKERS_DIFFERENTIAL_SEED"] ?? 20_261_125);

let real: Server;
let local: Server;
const ending: (() => Promise<void>)[] = [];

beforeAll(async () => {
  const bao = await startOpenBao();
  const vault = await newTestVault();
  const served = await serveLocalVault({ vault: vault.vault });
  ending.push(
    () => bao.stop(),
    () => served.close(),
    () => vault.close(),
  );
  await bao.must("POST", "sys/mounts/kv1", {
    type: "kv",
    options: { version: "1" },
    description: "key/value secret storage without versions",
  });
  real = bao;
  local = { address: served.address, token: served.token.reveal() };
});

afterAll(async () => {
  for (const end of ending) await end();
});

/** With mounts and a cubbyhole of the run's own: the owner's would carry over to the next. */
function own(steps: readonly string[], run: number) {
  const setUp = [
    `POST sys/mounts/v2-${run} {"type":"kv","options":{"version":"2"}}`,
    `POST sys/mounts/v1-${run} {"type":"kv","options":{"version":"1"}}`,
    'c = POST auth/token/create {"policies":["root"]}',
  ];
  const mine = steps.map((text) => text.replace("@owner", "@c").replaceAll(/\b(v[12]|m)(?=[/ "])/g, `$1-${run}`));
  const after = ["v2", "v1", "m", "m/n"].map((mount) => `DELETE sys/mounts/${mount.replace(/^\w+/, `$&-${run}`)}`);
  return [...setUp, ...mine, ...after].map((text) => parseStep(text));
}

test(
  `${RUNS} generated sequences of requests get the same answers from the local vault and from OpenBao`,
  { timeout: 60_000 + RUNS * 500 },
  async () => {
    let run = 0;
    await fc.assert(
      fc.asyncProperty(sequence, async (texts) => {
        run += 1;
        const steps = own(texts, run);
        const [expected, answered] = await Promise.all([runSteps(real, steps), runSteps(local, steps)]);
        expect(answered).toEqual(expected);
      }),
      { numRuns: RUNS, seed: SEED },
    );
    expect(run).toBeGreaterThanOrEqual(RUNS);
  },
);
