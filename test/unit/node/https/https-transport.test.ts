import { inspect } from "node:util";
import { afterEach, describe, expect, onTestFinished, test, vi } from "vitest";
import { Secret } from "../../../../src/core/secrets/secret.ts";
import type { Transport, VaultRequest } from "../../../../src/core/transport/transport.ts";
import { createHttpsTransport } from "../../../../src/node/https/https-transport.ts";
import { freePort } from "../../../support/free-port.ts";
import { answerJson, startHostileServer, type HostileServer } from "../../../support/hostile-server.ts";

const MARK = "canary-9b1d44e7";
const READ: VaultRequest = { method: "GET", path: "secret/data/x", token: Secret.of(MARK) };
const WRITE: VaultRequest = {
  method: "POST",
  path: "secret/data/x",
  token: Secret.of(MARK),
  body: { data: { k: MARK } },
};

const running: HostileServer[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.stop()));
});

async function serve(answer: Parameters<typeof startHostileServer>[0]): Promise<HostileServer> {
  const server = await startHostileServer(answer);
  running.push(server);
  return server;
}

function to(addresses: string | readonly string[], more: { timeoutMs?: number; limitBytes?: number } = {}): Transport {
  const list = typeof addresses === "string" ? [addresses] : addresses;
  const profile = { name: "egi", addresses: list, caFile: undefined };
  return createHttpsTransport({ profile, clock: { now: () => Date.now() }, ...more });
}

/** What a call throws: its problem; and checks that nothing of it shows the token or the body. */
async function problemOf(call: Promise<unknown>): Promise<unknown> {
  const error: unknown = await call.then(
    () => new Error("it answered"),
    (thrown: unknown) => thrown,
  );
  expect(inspect(error, { depth: 10, showHidden: true, getters: true })).not.toContain(MARK);
  expect(JSON.stringify(error)).not.toContain(MARK);
  return (error as { problem?: unknown }).problem ?? error;
}

test("a request goes out as Vault wants it, and the answer comes back whole", async () => {
  const server = await serve((response) => answerJson(response, 200, { data: { k: "v" } }, { "X-Vault-Index": "i1" }));
  const transport = to(`${server.address}/`);
  const reply = await transport.send({ ...READ, query: { version: "2" }, namespace: "team/a", wrapTtl: "30m" });
  expect(reply).toMatchObject({ status: 200, body: { data: { k: "v" } }, headers: { "x-vault-index": "i1" } });
  await transport.send({ method: "LIST", path: "secret/metadata/" });
  await transport.send({ method: "PATCH", path: "secret/data/x", body: { data: {} } });
  const [read, list, patch] = server.received;
  expect(read).toMatchObject({ method: "GET", url: "/v1/secret/data/x?version=2" });
  expect(read?.headers).toMatchObject({
    "x-vault-token": MARK,
    "x-vault-request": "true",
    "x-vault-namespace": "team/a",
    "x-vault-wrap-ttl": "30m",
  });
  expect(list).toMatchObject({ method: "GET", url: "/v1/secret/metadata/?list=true" });
  expect(list?.headers["x-vault-token"]).toBeUndefined();
  expect(patch).toMatchObject({ method: "PATCH", body: '{"data":{}}' });
  expect(patch?.headers["content-type"]).toBe("application/merge-patch+json");
});

test("no proxy is taken from the environment: VS Code has its own way, and puts it under Node's client", async () => {
  const [server, proxy] = await Promise.all([
    serve((response) => answerJson(response, 200, {})),
    serve((response) => response.writeHead(502).end()),
  ]);
  for (const name of ["http_proxy", "HTTP_PROXY", "https_proxy", "HTTPS_PROXY", "ALL_PROXY"])
    vi.stubEnv(name, proxy.address);
  vi.stubEnv("NO_PROXY", "");
  try {
    expect(await to(server.address).send(READ)).toMatchObject({ status: 200 });
  } finally {
    vi.unstubAllEnvs();
  }
  expect(proxy.received).toEqual([]);
});

test("an empty answer has no body, any status is a reply", async () => {
  const server = await serve((response, { method }) => {
    if (method === "POST") response.writeHead(204).end();
    else answerJson(response, 404, { errors: [] });
  });
  expect(await to(server.address).send(WRITE)).toMatchObject({ status: 204, body: undefined });
  expect(await to(server.address).send(READ)).toMatchObject({ status: 404, body: { errors: [] } });
});

describe("an answer that is none of a Vault server", () => {
  test.each([
    ["a web page", "<!doctype html><p>Sign in to the portal</p>"],
    ["broken JSON", '{"data":{"k":"v"'],
    ["a list", "[1]"],
    ["a text", '"ok"'],
  ])("%s", async (_, text) => {
    const server = await serve((response) => {
      response.writeHead(200, { "Content-Type": "text/html" }).end(text);
    });
    expect(await problemOf(to(server.address).send(READ))).toEqual({
      code: "not-vault",
      host: `127.0.0.1:${server.port}`,
    });
  });

  test("more than the limit, before all of it is read", async () => {
    const server = await serve((response) => {
      response.writeHead(200);
      const chunk = Buffer.alloc(1024 * 1024, "x");
      const more = (): void => {
        while (!response.destroyed && response.write(chunk)) continue;
      };
      response.on("drain", more);
      more();
    });
    const problem = await problemOf(to(server.address, { limitBytes: 4 * 1024 * 1024 }).send(READ));
    expect(problem).toMatchObject({ code: "not-vault" });
  });

  test("a load balancer's page while its servers are away", async () => {
    const server = await serve((response) => {
      response.writeHead(503).end("<html>no server</html>");
    });
    expect(await problemOf(to(server.address).send(READ))).toMatchObject({ code: "unreachable", server: "egi" });
    expect(await problemOf(to(server.address).send(WRITE))).toEqual({
      code: "outcome-unknown",
      server: "egi",
      path: "secret/data/x",
    });
  });
});

describe("redirects", () => {
  test.each([301, 302, 303, 307, 308])("%i to another host is not followed: the token stays here", async (status) => {
    const other = await serve((response) => answerJson(response, 200, { data: {} }));
    const server = await serve((response) => {
      response.writeHead(status, { Location: `${other.address}/v1/secret/data/x` }).end();
    });
    expect(await problemOf(to(server.address).send(READ))).toEqual({
      code: "redirect",
      server: "egi",
      origin: other.address,
    });
    expect(await problemOf(to(server.address).send(WRITE))).toMatchObject({ code: "redirect" });
    expect(other.received).toEqual([]);
  });

  test("to the same address, or to nowhere, is no answer", async () => {
    const server = await serve((response, { method }) => {
      response.writeHead(307, method === "GET" ? { Location: "/v1/elsewhere" } : {}).end();
    });
    expect(await problemOf(to(server.address).send(READ))).toMatchObject({ code: "redirect", origin: server.address });
    expect(await problemOf(to(server.address).send(WRITE))).toMatchObject({ code: "redirect" });
    expect(server.received).toHaveLength(2);
  });

  test("a standby's 307 to another address of the cluster is followed, with the request as it was", async () => {
    const leader = await serve((response, { url }) =>
      url.startsWith("/v1/sys/health")
        ? answerJson(response, 503, {})
        : answerJson(response, 200, { data: { version: 1 } }),
    );
    const standby = await serve((response, { url }) => {
      if (url.startsWith("/v1/sys/health")) answerJson(response, 503, {});
      else response.writeHead(307, { Location: `${leader.address}/v1/secret/data/x` }).end();
    });
    expect(await to([standby.address, leader.address]).send(WRITE)).toMatchObject({ status: 200 });
    const writes = leader.received.filter(({ method }) => method === "POST");
    expect(writes).toHaveLength(1);
    expect(writes[0]).toMatchObject({ url: "/v1/secret/data/x", body: JSON.stringify(WRITE.body) });
  });
});

describe("an answer that does not come", () => {
  test("nobody listens", async () => {
    const port = await freePort();
    for (const request of [READ, WRITE])
      expect(await problemOf(to(`http://127.0.0.1:${port}`).send(request))).toEqual({
        code: "unreachable",
        server: "egi",
        tried: [`127.0.0.1:${port}`],
      });
  });

  test("a server that is slow by the byte", async () => {
    let bytes = 0;
    const server = await serve((response) => {
      response.writeHead(200, { "Content-Length": "100" });
      const timer = setInterval(() => {
        response.write("{");
        bytes += 1;
      }, 20);
      response.on("close", () => clearInterval(timer));
    });
    // The time is up when the request is there, however busy this computer is.
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    onTestFinished(() => void vi.useRealTimers());
    const transport = to(server.address, { timeoutMs: 30_000 });
    const asked = async (request: VaultRequest): Promise<unknown> => {
      const before = server.received.length;
      const problem = problemOf(transport.send(request));
      await expect.poll(() => server.received.length).toBe(before + 1);
      for (let third = 0; third < 3; third += 1) {
        const more = bytes + 3;
        await expect.poll(() => bytes).toBeGreaterThan(more);
        vi.advanceTimersByTime(10_000);
      }
      return problem;
    };
    expect(await asked(READ)).toEqual({ code: "slow", server: "egi", seconds: 30 });
    expect(await asked(WRITE)).toMatchObject({ code: "outcome-unknown" });
  });

  test("an answer that breaks off: a read is asked once more, a write and a limited token are not", async () => {
    const server = await serve((response) => {
      response.writeHead(200, { "Content-Length": "100" });
      response.write('{"data":');
      setImmediate(() => response.destroy());
    });
    const transport = to(server.address);
    expect(await problemOf(transport.send(READ))).toMatchObject({ code: "unreachable" });
    expect(server.received).toHaveLength(2);
    expect(await problemOf(transport.send(WRITE))).toMatchObject({ code: "outcome-unknown" });
    expect(server.received).toHaveLength(3);
    expect(await problemOf(transport.send({ ...READ, limitedUse: true }))).toMatchObject({ code: "outcome-unknown" });
    expect(server.received).toHaveLength(4);
  });

  test("a connection that is closed under a read is made anew", async () => {
    let first = true;
    const server = await serve((response) => {
      if (first) response.destroy();
      else answerJson(response, 200, { data: {} });
      first = false;
    });
    expect(await to(server.address).send(READ)).toMatchObject({ status: 200 });
  });

  test("cancelled before, and while waiting", async () => {
    const server = await serve(() => undefined);
    const stopped = AbortSignal.abort();
    expect(await problemOf(to(server.address).send(READ, stopped))).toEqual({ code: "cancelled" });
    expect(server.received).toEqual([]);
    const stop = new AbortController();
    const waiting = problemOf(to(server.address).send(WRITE, stop.signal));
    await expect.poll(() => server.received.length).toBe(1);
    stop.abort();
    expect(await waiting).toEqual({ code: "cancelled" });
  });
});

describe("what is not sent at all", () => {
  test("a token over plain http to another computer", () => {
    expect(() => to("http://vault.example.org:8200")).toThrow(
      expect.objectContaining({ problem: { code: "insecure-address", address: "http://vault.example.org:8200" } }),
    );
  });

  test.each(["a b", "a\r\nX-Evil: 1", "ü", ""])("a token that is none: %j", async (token) => {
    const server = await serve((response) => answerJson(response, 200, {}));
    const problem = await problemOf(to(server.address).send({ ...READ, token: Secret.of(token) }));
    expect(problem).toMatchObject({ code: "bad-input", what: "token" });
    expect(await problemOf(to(server.address).send({ ...READ, namespace: "a\r\nb" }))).toMatchObject({
      what: "namespace",
    });
    expect(server.received).toEqual([]);
  });

  test("https to a server that speaks http", async () => {
    const server = await serve((response) => answerJson(response, 200, {}));
    const address = server.address.replace("http:", "https:");
    expect(await problemOf(to(address).send(READ))).toMatchObject({ code: "not-vault" });
    expect(server.received).toEqual([]);
  });
});
