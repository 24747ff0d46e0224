// A name that is moved by Dynamic DNS, as EGI's main endpoint is.
import type { LookupFunction } from "node:net";
import { afterEach, expect, test } from "vitest";
import type { Transport } from "../../../../src/core/transport/transport.ts";
import { createHttpsTransport } from "../../../../src/node/https/https-transport.ts";
import { waitUntil } from "../../../support/wait-until.ts";
import { answerJson, startHostileServer, type HostileServer } from "../../../support/hostile-server.ts";

const running: HostileServer[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.stop()));
});

interface Moving {
  readonly transport: Transport;
  /** `old` or `new`, as they were asked. */
  readonly asked: string[];
  readonly old: HostileServer;
  move(): void;
  pass(milliseconds: number): void;
}

/** One name, two servers on one port: the name leads to the old one until it is moved. */
async function moving(
  oldAnswers: (response: Parameters<typeof answerJson>[0]) => void = (response) =>
    answerJson(response, 200, { data: {} }),
): Promise<Moving> {
  const asked: string[] = [];
  const say = (name: string): Parameters<typeof startHostileServer>[0] => {
    return (response) => {
      asked.push(name);
      if (name === "old") oldAnswers(response);
      else answerJson(response, 200, { data: {} });
    };
  };
  const old = await startHostileServer(say("old"));
  running.push(old, await startHostileServer(say("new"), { host: "127.0.0.2", port: old.port }));
  let address = "127.0.0.1";
  let passed = 0;
  const lookup: LookupFunction = (_, options, give) => {
    if (options.all === true) give(null, [{ address, family: 4 }]);
    else give(null, address, 4);
  };
  const profile = { name: "egi", addresses: [`http://localhost:${old.port}`], caFile: undefined };
  return {
    transport: createHttpsTransport({ profile, clock: { now: () => passed }, lookup }),
    asked,
    old,
    move: () => {
      address = "127.0.0.2";
    },
    pass: (milliseconds) => {
      passed += milliseconds;
    },
  };
}

const READ = { method: "GET", path: "secret/data/x" } as const;

test("after a minute a name is resolved again, although the old connection would still do", async () => {
  const cluster = await moving();
  await cluster.transport.send(READ);
  cluster.move();
  await cluster.transport.send(READ);
  cluster.pass(61_000);
  await cluster.transport.send(READ);
  expect(cluster.asked).toEqual(["old", "old", "new"]);
  // Nothing idle is kept to where the name led before.
  await waitUntil("the old connection's end", async () => (await cluster.old.connections()) === 0);
});

test("after an answer that sends us elsewhere a name is resolved at once", async () => {
  let sealed = false;
  const cluster = await moving((response) => {
    if (sealed) answerJson(response, 503, { errors: ["Vault is sealed"] });
    else answerJson(response, 200, { data: {} });
  });
  await cluster.transport.send(READ);
  sealed = true;
  cluster.move();
  expect(await cluster.transport.send(READ)).toMatchObject({ status: 503 });
  expect(await cluster.transport.send(READ)).toMatchObject({ status: 200 });
  expect(cluster.asked).toEqual(["old", "old", "new"]);
});

test("after an error a name is resolved at once", async () => {
  const cluster = await moving();
  await cluster.transport.send(READ);
  await cluster.old.stop();
  running.splice(running.indexOf(cluster.old), 1);
  cluster.move();
  await cluster.transport.send(READ).catch(() => undefined);
  await cluster.transport.send(READ);
  expect(cluster.asked.at(-1)).toBe("new");
});
