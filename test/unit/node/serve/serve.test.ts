import { afterAll, beforeAll, expect, test } from "vitest";
import { type Served, serveLocalVault } from "../../../../src/node/serve/serve.ts";
import type { VaultReply } from "../../../../src/core/transport/transport.ts";
import { newTestVault, type TestVault } from "../../../support/local-vault.ts";
import { rawHttp } from "../../../support/raw-http.ts";

let vault: TestVault;
let served: Served;
let host = "";
let auth = "";

beforeAll(async () => {
  vault = await newTestVault();
  served = await serveLocalVault({ vault: vault.vault });
  host = new URL(served.address).host;
  auth = `Host: ${host}\r\nX-Vault-Token: ${served.token.reveal()}\r\n`;
  await vault.send("POST", "secret/data/shop/db", { body: { data: { password: "s3cret" } } });
});

afterAll(async () => {
  await served.close();
  await vault.close();
});

async function one(text: string) {
  const [reply] = await rawHttp(served.address, [text]);
  return reply ?? { status: 0, head: "", body: "" };
}

test("the address is loopback and the token has all rights", async () => {
  expect(served.address).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  const reply = await fetch(`${served.address}/v1/secret/data/shop/db`, {
    headers: { "X-Vault-Token": served.token.reveal() },
  });
  expect(await reply.json()).toMatchObject({ data: { data: { password: "s3cret" } } });
});

test("a name that every object has does not end the service", async () => {
  for (const name of ["constructor", "toString", "__proto__"]) {
    expect((await one(`GET /v1/sys/${name} HTTP/1.1\r\nHost: ${host}\r\n\r\n`)).status).toBe(403);
  }
  expect((await one(`GET /v1/sys/health HTTP/1.1\r\nHost: ${host}\r\n\r\n`)).status).toBe(200);
});

test("an answer that cannot be sent ends its connection and nothing else", async () => {
  const broken: VaultReply = { status: Number.NaN, body: undefined, headers: {} };
  const other = await serveLocalVault({ vault: { ...vault.vault, request: () => Promise.resolve(broken) } });
  await expect(fetch(`${other.address}/v1/sys/health`)).rejects.toThrow("fetch failed");
  await other.close();
});

test("the verb LIST lists, alone, before and after other requests of the same connection, and cut anywhere", async () => {
  const list = `LIST /v1/secret/metadata HTTP/1.1\r\n${auth}\r\n`;
  expect(JSON.parse((await one(list)).body)).toMatchObject({ data: { keys: ["shop/"] } });
  const body = JSON.stringify({ data: { text: "LIST /v1/secret/metadata HTTP/1.1\r\n\r\n" } });
  const put = `PUT /v1/secret/data/shop/x HTTP/1.1\r\n${auth}Content-Length: ${body.length}\r\n\r\n${body}`;
  const chunked =
    `POST /v1/secret/data/shop/y HTTP/1.1\r\n${auth}Transfer-Encoding: chunked\r\n\r\n` +
    `5\r\n${body.slice(0, 5)}\r\n${(body.length - 5).toString(16)};x=1\r\n${body.slice(5)}\r\n0\r\n\r\n`;
  const whole = list + put + list + chunked + list.replace("metadata", "metadata/shop?limit=9");
  for (const size of [whole.length, 1, 7, 100]) {
    const pieces = whole.match(new RegExp(`[^]{1,${size}}`, "g")) ?? [];
    const replies = await rawHttp(served.address, pieces, 5);
    expect(replies.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    expect(replies[4]?.body).toContain('"db"');
  }
  const stored = await vault.send("GET", "secret/data/shop/y");
  expect(stored.body).toMatchObject({ data: { data: { text: "LIST /v1/secret/metadata HTTP/1.1\r\n\r\n" } } });
});

test("a request whose end is ambiguous is not read twice", async () => {
  const both = `POST /v1/kv1/a HTTP/1.1\r\n${auth}Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`;
  const replies = await rawHttp(served.address, [`${both}LIST /v1/kv1 HTTP/1.1\r\n${auth}\r\n`], 2);
  expect(replies.map(({ status }) => status)).toEqual([400]);
});

test("a web page gets nothing: not with an Origin, not under another host name", async () => {
  const path = "/v1/sys/health HTTP/1.1\r\n";
  expect((await one(`GET ${path}Host: ${host}\r\nOrigin: http://${host}\r\n\r\n`)).status).toBe(403);
  expect((await one(`GET ${path}Host: ${host}\r\nOrigin: null\r\n\r\n`)).status).toBe(403);
  for (const name of ["localhost", host.replace("127.0.0.1", "evil.example"), "127.0.0.1", "[::1]:80"]) {
    expect((await one(`GET ${path}Host: ${name}\r\n\r\n`)).status).toBe(403);
  }
  expect((await one(`GET ${path}Host: ${host}\r\n\r\n`)).status).toBe(200);
  expect((await one(`OPTIONS ${path}Host: ${host}\r\nOrigin: http://x\r\n\r\n`)).head).not.toMatch(/access-control/i);
});

test("Bearer works, X-Vault-Token wins, and nobody is told why a token does not", async () => {
  const path = "GET /v1/auth/token/lookup-self HTTP/1.1\r\n";
  const token = served.token.reveal();
  expect((await one(`${path}Host: ${host}\r\nAuthorization: Bearer ${token}\r\n\r\n`)).status).toBe(200);
  const bad = await one(`${path}Host: ${host}\r\nAuthorization: Bearer ${token}\r\nX-Vault-Token: nope\r\n\r\n`);
  expect(bad.status).toBe(403);
  expect(JSON.parse(bad.body)).toEqual({ errors: ["permission denied"] });
  expect((await one(`${path}Host: ${host}\r\nAuthorization: bearer ${token}\r\n\r\n`)).status).toBe(403);
});

test("a body is JSON with any content type, a form where it says so, and refused over 32 MiB", async () => {
  const body = '{"a":"1"}';
  const bare = `PUT /v1/kv1/bare HTTP/1.1\r\n${auth}Content-Length: ${body.length}\r\n\r\n${body}`;
  expect((await one(bare)).status).toBe(204);
  const form = "a=1&b=x+y&c=1&c=2";
  const type = "Content-Type: application/x-www-form-urlencoded\r\n";
  await one(`POST /v1/kv1/form HTTP/1.1\r\n${auth}${type}Content-Length: ${form.length}\r\n\r\n${form}`);
  expect((await vault.send("GET", "kv1/form")).body).toMatchObject({ data: { a: "1", b: "x y", c: ["1", "2"] } });
  const broken = await one(`POST /v1/kv1/x HTTP/1.1\r\n${auth}Content-Length: 14\r\n\r\n{"hush":"canary`);
  expect(broken.status).toBe(400);
  expect(broken.body).not.toContain("canary");
  expect((await one(`POST /v1/kv1/x HTTP/1.1\r\n${auth}Content-Length: 33554433\r\n\r\n{`)).status).toBe(413);
});

test("paths are cleaned by a redirect, and what stays relative is refused", async () => {
  const double = await one(`GET /v1/secret//data/a HTTP/1.1\r\n${auth}\r\n`);
  expect(double.status).toBe(307);
  expect(double.head).toMatch(/^location: \/v1\/secret\/data\/a$/im);
  expect((await one(`GET /v1/secret/data/%2e%2e/b HTTP/1.1\r\n${auth}\r\n`)).status).toBe(400);
  expect((await one(`GET /v1/secret/data/a%00b HTTP/1.1\r\n${auth}\r\n`)).status).toBe(400);
  expect((await one(`GET /elsewhere HTTP/1.1\r\n${auth}\r\n`)).status).toBe(404);
});

test("a locked vault answers as a sealed server", async () => {
  const other = await newTestVault();
  const service = await serveLocalVault({ vault: other.vault });
  const token = { "X-Vault-Token": service.token.reveal() };
  expect((await fetch(`${service.address}/v1/sys/seal`, { method: "PUT", headers: token })).status).toBe(204);
  expect(await other.vault.state()).toBe("locked");
  const reply = await fetch(`${service.address}/v1/secret/data/a`, { headers: token });
  expect(reply.status).toBe(503);
  expect(await reply.json()).toEqual({ errors: ["Vault is sealed"] });
  expect((await fetch(`${service.address}/v1/sys/health`)).status).toBe(503);
  await service.close();
  await other.close();
});

test("closing ends the service though a connection is open, and so does the signal", async () => {
  const stop = new AbortController();
  const service = await serveLocalVault({ vault: vault.vault, signal: stop.signal });
  const [half] = await rawHttp(service.address, [
    `GET /v1/sys/health HTTP/1.1\r\nHost: ${new URL(service.address).host}\r\n\r\n`,
  ]);
  expect(half?.status).toBe(200);
  const pending = rawHttp(service.address, [`GET /v1/sys/health HTTP/1.1\r\n`]).catch(() => []);
  stop.abort();
  expect(await pending).toEqual([]);
  await service.close();
  await expect(fetch(`${service.address}/v1/sys/health`)).rejects.toThrow("fetch failed");
});
