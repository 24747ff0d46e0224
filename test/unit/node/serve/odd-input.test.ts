import { request } from "node:http";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Served, serveLocalVault } from "../../../../src/node/serve/serve.ts";
import { newTestVault, type TestVault } from "../../../support/local-vault.ts";
import { rawHttp } from "../../../support/raw-http.ts";

let vault: TestVault;
let served: Served;

beforeAll(async () => {
  vault = await newTestVault();
  served = await serveLocalVault({ vault: vault.vault });
});

afterAll(async () => {
  await served.close();
  await vault.close();
});

/** Sends bytes as they are and gives the answer's text. */
function ask(method: string, path: string, body?: string): Promise<{ readonly status: number; readonly body: string }> {
  const { hostname, port } = new URL(served.address);
  const headers = { "X-Vault-Token": served.token.reveal() };
  return new Promise((resolve, reject) => {
    const asked = request({ hostname, port, path: `/v1/${path}`, method, headers }, (reply) => {
      text(reply).then((said) => resolve({ status: reply.statusCode ?? 0, body: said }), reject);
    });
    asked.on("error", reject);
    asked.end(body);
  });
}

const NAMES = [
  "%F0%9F%94%91",
  "a%20b",
  "a%3Fb%23c",
  "%25",
  "__proto__",
  "constructor",
  "n".repeat(4096),
  "%CC%81",
  "...",
];

test.each(NAMES)("a secret called %s is stored, listed, read and removed under its own name", async (name) => {
  const [plain, old] = [decodeURIComponent(name), '{"data":{"__proto__":{"x":1},"":"","deep":[{"a":null}]}}'];
  expect((await ask("POST", `secret/data/odd/${name}`, old)).status).toBe(200);
  const read = await ask("GET", `secret/data/odd/${name}`);
  expect(read.body).toContain('"data":{"__proto__":{"x":1},"":"","deep":[{"a":null}]}');
  expect(JSON.parse((await ask("LIST", "secret/metadata/odd")).body)).toMatchObject({ data: { keys: [plain] } });
  expect((await ask("DELETE", `secret/metadata/odd/${name}`)).status).toBe(204);
  expect((await ask("LIST", "secret/metadata/odd")).status).toBe(404);
});

test.each(["%00", "a%0Ab", "a%7F", "%1B", "%ff", "%e0%a4"])("a name with %s in it is refused", async (name) => {
  expect((await ask("POST", `secret/data/${name}`, '{"data":{"a":"b"}}')).status).toBe(400);
  expect((await ask("GET", `kv1/${name}`)).status).toBe(400);
});

test.each([".", "..", "%2e%2e", "a/%2E%2e/b", "a/%2e"])("%s leads nowhere else", async (path) => {
  const { status } = await ask("PUT", `kv1/${path}`, '{"a":"b"}');
  expect([307, 400]).toContain(status);
  expect((await ask("LIST", "kv1/")).status).toBe(404);
});

test.each([1, 5000])("an object with %i keys comes back whole", async (count) => {
  const data = Object.fromEntries(Array.from({ length: count }, (_, at) => [`key${at}`, `value ${at}`]));
  expect((await ask("POST", "secret/data/many", JSON.stringify({ data }))).status).toBe(200);
  expect(JSON.parse((await ask("GET", "secret/data/many")).body)).toMatchObject({ data: { data } });
});

test("an object without keys, an empty value and one of 1 MiB come back as they were", async () => {
  expect((await ask("POST", "secret/data/none", '{"data":{}}')).status).toBe(200);
  expect((await ask("GET", "secret/data/none")).body).toContain('"data":{"data":{},"metadata"');
  const long = "ü".repeat(512 * 1024);
  expect((await ask("PUT", "kv1/long", JSON.stringify({ long, empty: "" }))).status).toBe(204);
  expect(JSON.parse((await ask("GET", "kv1/long")).body)).toMatchObject({ data: { long, empty: "" } });
  await ask("DELETE", "kv1/long");
});

test("numbers that JavaScript cannot hold keep their digits", async () => {
  const body = '{"data":{"id":12345678901234567890,"rate":1.10,"big":1e400}}';
  expect((await ask("POST", "secret/data/numbers", body)).status).toBe(200);
  const { body: read } = await ask("GET", "secret/data/numbers");
  expect(read).toContain('"id":12345678901234567890');
});

test("garbage, a request that never ends and one far too long do not end the service", async () => {
  const { host } = new URL(served.address);
  const start = `POST /v1/kv1/x HTTP/1.1\r\nHost: ${host}\r\n`;
  for (const bytes of [
    "\u0000\u0001\u0002 garbage\r\n\r\n",
    `LIST ${"x".repeat(100_000)} HTTP/1.1\r\n\r\n`,
    `${start}X: ${"y".repeat(100_000)}\r\n\r\n`,
    `${start}Content-Length: -1\r\n\r\n`,
    `${start}Transfer-Encoding: chunked\r\n\r\nzz\r\n`,
    `${start}Content-Length: 10\r\n\r\n{`,
  ]) {
    const pending = rawHttp(served.address, [bytes]).catch(() => []);
    expect((await ask("GET", "sys/health")).status).toBe(200);
    if (!bytes.endsWith("{")) await pending;
  }
});

test("a request that is answered before its body was read says that the connection ends", async () => {
  const { host } = new URL(served.address);
  const head = `POST /v1/kv1//x HTTP/1.1\r\nHost: ${host}\r\nContent-Length: 9\r\n\r\n`;
  const [reply] = await rawHttp(served.address, [head]);
  expect(reply?.status).toBe(307);
  expect(reply?.head).toMatch(/^connection: close$/im);
});
