// Fail-over by the rules of spec 1.3 and what OpenBao 2.7.2 was seen to do (observed, b), with time that the test moves.
import { expect, test } from "vitest";
import { createClusterTransport } from "../../../../src/core/transport/cluster-transport.ts";
import { ExchangeError, type HttpAnswer, type HttpRequest } from "../../../../src/core/transport/exchange.ts";
import type { Transport, VaultRequest } from "../../../../src/core/transport/transport.ts";

const [A, B, C] = ["https://a:8200", "https://b:8200", "https://c:8200"] as const;
const READ: VaultRequest = { method: "GET", path: "secret/data/x" };
const WRITE: VaultRequest = { method: "POST", path: "secret/data/x", body: { data: {} } };
const LOCKER: VaultRequest = { method: "GET", path: "cubbyhole/x", limitedUse: true };

type Node = (request: HttpRequest, now: number) => HttpAnswer;

function json(status: number, body: unknown, headers: Record<string, string> = {}): HttpAnswer {
  return { status, headers, text: body === undefined ? "" : JSON.stringify(body) };
}

const OK = json(200, { data: {} });
const NO_LEADER = json(500, { errors: ["local node not active but active cluster node not found"] });
const SEALED = json(503, { errors: ["Vault is sealed"] });

function health(standby: boolean, id = "one"): HttpAnswer {
  return json(200, { initialized: true, sealed: false, standby, cluster_id: id });
}

const refused: Node = () => {
  throw new ExchangeError(false, undefined, undefined);
};
const lost: Node = () => {
  throw new ExchangeError(true, undefined, undefined);
};

/** A node that tells its health and answers the rest with `answer`. */
function node(standby: boolean, answer: Node, id?: string): Node {
  return (request, now) => (request.target.startsWith("/v1/sys/health") ? health(standby, id) : answer(request, now));
}

interface Cluster {
  readonly transport: Transport;
  /** What went out besides questions for health: `POST a`. */
  readonly asked: string[];
  readonly requests: HttpRequest[];
  readonly now: () => number;
  readonly pass: (milliseconds: number) => void;
}

function cluster(nodes: Readonly<Record<string, Node>>): Cluster {
  let now = 0;
  const asked: string[] = [];
  const requests: HttpRequest[] = [];
  const transport = createClusterTransport({
    server: "egi",
    addresses: Object.keys(nodes),
    clock: { now: () => now },
    pause: async (milliseconds) => {
      now += milliseconds;
    },
    exchange: async (request) => {
      if (!request.target.startsWith("/v1/sys/health")) {
        asked.push(`${request.method} ${new URL(request.address).hostname}`);
        requests.push(request);
      }
      const answer = nodes[request.address]?.(request, now);
      if (answer === undefined) throw new Error("no such node");
      return answer;
    },
  });
  const pass = (milliseconds: number): void => {
    now += milliseconds;
  };
  return { transport, asked, requests, now: () => now, pass };
}

test("the active node is asked first, wherever it stands in the list", async () => {
  const { transport, asked } = cluster({
    [A]: node(true, () => OK),
    [B]: node(false, () => OK),
    [C]: node(true, () => OK),
  });
  await transport.send(READ);
  await transport.send(WRITE);
  expect(asked).toEqual(["GET b", "POST b"]);
});

const replica: Node = (request) =>
  request.target.startsWith("/v1/sys/health")
    ? json(472, { initialized: true, sealed: false, standby: false, replication_dr_mode: "secondary" })
    : json(400, { errors: ["path disabled in replication DR secondary mode"] });

test("the leader of a replica that stands by for a whole cluster is not taken for ours", async () => {
  const { transport, asked } = cluster({ [A]: replica, [B]: node(false, () => OK) });
  await transport.send(READ);
  expect(asked).toEqual(["GET b"]);
});

/** Takes no `X-Vault-Index`, but gives one. */
const refuses: Node = ({ headers }) =>
  "X-Vault-Index" in headers
    ? json(400, { errors: ["X-Vault-Inconsistent: disallowed by configuration"] })
    : json(200, {}, { "x-vault-index": "1" });

test("a server that refuses the header of one's own writes gets the request without it, but none that costs a use twice", async () => {
  const plain = cluster({ [A]: refuses });
  await plain.transport.send(WRITE);
  expect((await plain.transport.send(READ)).status).toBe(200);
  expect(plain.asked).toHaveLength(3);
  const counted = cluster({ [A]: refuses });
  await counted.transport.send(WRITE);
  expect((await counted.transport.send(LOCKER)).status).toBe(400);
  expect(counted.asked).toHaveLength(2);
  expect((await counted.transport.send(LOCKER)).status).toBe(200);
});

test("one address is asked without asking for its health first", async () => {
  const { transport, asked } = cluster({ [A]: () => OK });
  await transport.send(READ);
  expect(asked).toEqual(["GET a"]);
});

test.each([
  ["nobody listens", refused],
  ["it is sealed", () => SEALED],
  ["it is not set up", () => json(501, { errors: ["Vault is not initialized"] })],
] as const)(
  "where a node certainly did not execute (%s), a write goes to the next, and later ones stay there",
  async (_, dead) => {
    const { transport, asked } = cluster({ [A]: node(false, dead), [B]: node(true, () => OK) });
    expect((await transport.send(WRITE)).status).toBe(200);
    await transport.send(WRITE);
    expect(asked).toEqual(["POST a", "POST b", "POST b"]);
  },
);

test("where a node may have executed, a read goes on, a write and a limited token do not", async () => {
  const { transport, asked } = cluster({ [A]: node(false, lost), [B]: node(true, () => OK) });
  await expect(transport.send(WRITE)).rejects.toMatchObject({ problem: { code: "outcome-unknown" } });
  await expect(transport.send(LOCKER)).rejects.toMatchObject({ problem: { code: "outcome-unknown" } });
  expect((await transport.send(READ)).status).toBe(200);
  expect(asked).toEqual(["POST a", "GET a", "GET a", "GET b"]);
});

test("a 307 to a dead leader and 'no leader' are waited out: the write is done once", async () => {
  let done = 0;
  const survivor: Node = (_, now) => {
    if (now < 1500) return json(307, undefined, { location: `${A}/v1/secret/data/x` });
    if (now < 2000) return NO_LEADER;
    done += 1;
    return OK;
  };
  const { transport, now } = cluster({ [A]: refused, [B]: node(true, survivor), [C]: node(true, survivor) });
  expect((await transport.send(WRITE)).status).toBe(200);
  expect(done).toBe(1);
  expect(now()).toBeGreaterThanOrEqual(2000);
});

test("a limited token waits out a 307, which costs no use, but takes the words 'no leader' for an end", async () => {
  const redirecting: Node = (_, now) => (now < 900 ? json(307, undefined, { location: A }) : OK);
  const { transport } = cluster({ [A]: refused, [B]: node(true, redirecting) });
  expect((await transport.send(LOCKER)).status).toBe(200);
  const leaderless = cluster({ [A]: refused, [B]: node(true, () => NO_LEADER) });
  await expect(leaderless.transport.send(LOCKER)).rejects.toMatchObject({ problem: { code: "no-leader" } });
  expect(leaderless.asked).toEqual(["GET a", "GET b"]);
});

test("a cluster without a leader is waited for 20 s, then told", async () => {
  const { transport, now } = cluster({ [A]: node(true, () => NO_LEADER), [B]: node(true, () => NO_LEADER) });
  await expect(transport.send(WRITE)).rejects.toMatchObject({ problem: { code: "no-leader", server: "egi" } });
  expect(now()).toBeGreaterThanOrEqual(20_000);
  expect(now()).toBeLessThan(21_000);
});

test("waiting ends when the person cancels", async () => {
  const stop = new AbortController();
  const { transport } = cluster({
    [A]: node(true, () => {
      stop.abort();
      return NO_LEADER;
    }),
  });
  await expect(transport.send(WRITE, stop.signal)).rejects.toMatchObject({ problem: { code: "cancelled" } });
});

test("all sealed is told as sealed; all away with all that were tried; a certificate before 'away'", async () => {
  const sealed = cluster({ [A]: () => SEALED, [B]: refused });
  expect((await sealed.transport.send(READ)).status).toBe(503);
  const away = cluster({ [A]: refused, [B]: refused });
  await expect(away.transport.send(WRITE)).rejects.toMatchObject({
    problem: { code: "unreachable", tried: ["a:8200", "b:8200"] },
  });
  const wrong = cluster({
    [A]: refused,
    [B]: () => {
      throw new ExchangeError(false, { code: "certificate-untrusted", host: "b:8200", issuer: "X" }, undefined);
    },
  });
  await expect(wrong.transport.send(READ)).rejects.toMatchObject({
    problem: { code: "certificate-untrusted", host: "b:8200" },
  });
});

test("400, 403, 404, 429 and other answers are final: nothing is asked elsewhere", async () => {
  for (const status of [400, 403, 404, 405, 413, 429, 500]) {
    const { transport, asked } = cluster({
      [A]: node(false, () => json(status, { errors: ["x"] })),
      [B]: node(true, () => OK),
    });
    expect((await transport.send(READ)).status).toBe(status);
    expect(asked).toEqual(["GET a"]);
  }
});

test("a node of another cluster is never asked: a token is worth nothing there", async () => {
  const { transport, asked } = cluster({ [A]: node(true, refused, "one"), [B]: node(true, () => OK, "two") });
  await expect(transport.send(READ)).rejects.toMatchObject({ problem: { code: "unreachable" } });
  expect(asked).toEqual(["GET a"]);
});

test("what a person wrote is read back: the cluster's index goes with every later request", async () => {
  const { transport, requests } = cluster({
    [A]: (request) => (request.method === "POST" ? json(200, { data: {} }, { "x-vault-index": "i7" }) : OK),
  });
  await transport.send(READ);
  await transport.send(WRITE);
  await transport.send(READ);
  expect(requests.map(({ headers }) => headers["X-Vault-Index"])).toEqual([undefined, undefined, "i7"]);
  expect(requests[2]?.headers["X-Vault-Inconsistent"]).toBe("forward-active-node");
});

test("a server that forbids the index gets it once, and is asked again without", async () => {
  const { transport, requests } = cluster({
    [A]: ({ headers }) =>
      headers["X-Vault-Index"] === undefined
        ? json(200, { data: {} }, { "x-vault-index": "i7" })
        : json(400, { errors: ["forwarding via header X-Vault-Inconsistent disallowed by configuration"] }),
  });
  for (const request of [READ, WRITE, READ]) expect((await transport.send(request)).status).toBe(200);
  expect(requests.map(({ headers }) => headers["X-Vault-Index"] ?? "none")).toEqual(["none", "i7", "none", "none"]);
});

const early: Node = (_, now) => (now < 500 ? json(412, { errors: ["required index state not present"] }) : OK);

test("a read that comes before the server is ready for it (412) is asked again, a write is not", async () => {
  expect((await cluster({ [A]: early }).transport.send(READ)).status).toBe(200);
  expect((await cluster({ [A]: early }).transport.send(WRITE)).status).toBe(412);
});

test("a mount that is being made ready is waited for; a limited token has paid already", async () => {
  const words =
    "Waiting for the primary to upgrade from non-versioned to versioned data. This backend will be unavailable.";
  const upgrading: Node = (_, now) => (now < 900 ? json(400, { errors: [words] }) : OK);
  expect((await cluster({ [A]: upgrading }).transport.send(WRITE)).status).toBe(200);
  expect((await cluster({ [A]: upgrading }).transport.send(LOCKER)).status).toBe(400);
  expect((await cluster({ [A]: () => json(400, { errors: [words] }) }).transport.send(WRITE)).status).toBe(400);
});

test("after a minute the nodes are asked again which is active, without holding up the request", async () => {
  let active: string = A;
  const standing =
    (address: string): Node =>
    (request, now) =>
      node(active !== address, () => OK)(request, now);
  const { transport, asked, pass } = cluster({ [A]: standing(A), [B]: standing(B) });
  await transport.send(READ);
  active = B;
  await transport.send(READ);
  pass(61_000);
  await transport.send(READ);
  await transport.send(READ);
  expect(asked).toEqual(["GET a", "GET a", "GET a", "GET b"]);
});
