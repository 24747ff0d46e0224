import { afterAll, beforeAll, expect, test } from "vitest";
import { problemCode } from "../../src/core/errors.ts";
import { Secret } from "../../src/core/secrets/secret.ts";
import type { VaultClient } from "../../src/core/vault/client.ts";
import { hostWith, tokenProfile } from "../support/session-hosts.ts";
import { startRaftCluster, type RaftCluster } from "../support/openbao-raft.ts";
import { waitUntil } from "../support/wait-until.ts";
import { asTest, clientFor, shown, texts, transportTo } from "../support/vault-client.ts";

let cluster: RaftCluster;
beforeAll(async () => {
  cluster = await startRaftCluster();
});
afterAll(() => cluster.stop());

function kv(path: string | number): { mount: string; path: string } {
  return { mount: "secret", path: `raft/${path}` };
}

async function signedIn(addresses: readonly string[]): Promise<VaultClient> {
  const host = hostWith([tokenProfile("egi", ...addresses)], {
    environmentTokens: new Map([["egi", Secret.of(cluster.token)]]),
  });
  return host.connections.client("egi");
}

async function standby(): Promise<string> {
  const leader = await cluster.leader();
  const address = cluster.addresses.find((_, index) => index !== leader);
  if (address === undefined) throw new Error("no standby");
  return address;
}

test("through a standby, a person reads what they just wrote, every time", async () => {
  const client = await signedIn([await standby()]);
  for (let count = 1; count <= 30; count += 1) {
    await client.write(kv("own"), texts({ count: String(count) }), asTest);
    expect(shown(await client.read(kv("own"), asTest))).toEqual({ count: String(count) });
  }
});

test("SIGKILL of the leader in a stream of writes and reads: nothing acknowledged is lost or doubled, and it goes on by itself", async () => {
  const client = await signedIn(cluster.addresses);
  // One transport for both, as connections have it: it knows how far the cluster must be.
  const transport = transportTo(...cluster.addresses);
  const parent = clientFor({ transport, token: cluster.token });
  const uses = 40;
  const issued = await parent.tokens.create(
    { ttl: 600, numUses: uses, renewable: false, policies: ["default"] },
    asTest,
  );
  const locker = clientFor({
    transport,
    token: issued.token.reveal(),
    limitedUse: true,
  });
  const hole = { mount: "cubbyhole", path: "x" };
  await locker.write(hole, texts({ k: "v" }), asTest);

  const acknowledged: number[] = [];
  const unknown: number[] = [];
  let served = 1;
  let refused = 0;
  const stop = new AbortController();

  async function writeOn(from: number, step: number): Promise<void> {
    for (let number = from; !stop.signal.aborted; number += step) {
      try {
        const { version } = await client.write(kv(number), texts({ number: String(number) }), asTest);
        expect(version).toBe(1);
        acknowledged.push(number);
      } catch (error) {
        if (problemCode(error) !== "outcome-unknown") throw error;
        unknown.push(number);
      }
    }
  }

  async function readLocker(): Promise<void> {
    while (!stop.signal.aborted && served + refused < uses - 5) {
      try {
        await locker.read(hole, asTest);
        served += 1;
      } catch (error) {
        if (!["outcome-unknown", "no-leader"].includes(problemCode(error) ?? "")) throw error;
        refused += 1;
      }
    }
  }

  const leader = await cluster.leader();
  const streams = Promise.all([writeOn(0, 2), writeOn(1, 2)]);
  await waitUntil("writes before", () => acknowledged.length > 20);
  await cluster.kill(leader);
  const reading = readLocker();
  const killedAt = acknowledged.length;
  await waitUntil("writes after", () => acknowledged.length > killedAt + 20, 60);
  stop.abort();
  await Promise.all([streams, reading]);

  for (const number of acknowledged) {
    const found = await client.read(kv(number), asTest);
    expect([found.version, shown(found)]).toEqual([1, { number: String(number) }]);
  }
  for (const number of unknown) {
    const history = await client.versions(kv(number), asTest).catch(() => undefined);
    expect(history?.current ?? 0).toBeLessThanOrEqual(1);
  }
  // Those under way at the kill, and any that still reached the dying process: nobody can know of them.
  expect(unknown.length).toBeLessThanOrEqual(10);
  const left = (await parent.tokens.lookupAccessor(issued.accessor, asTest))?.numUses ?? 0;
  expect(uses - left).toBeGreaterThanOrEqual(served);
  expect(uses - left).toBeLessThanOrEqual(served + refused);
});
