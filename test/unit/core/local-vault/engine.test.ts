import { afterEach, expect, test } from "vitest";
import { newTestVault, stillClock, type TestVault } from "../../../support/local-vault.ts";

let open: TestVault[] = [];
afterEach(async () => {
  for (const vault of open) await vault.close();
  open = [];
});

async function vaultWith(parts: Parameters<typeof newTestVault>[0] = {}) {
  const vault = await newTestVault(parts);
  open.push(vault);
  return vault;
}

function data(reply: { readonly body: unknown }) {
  return (reply.body as { data: Record<string, unknown> }).data;
}

function auth(reply: { readonly body: unknown }) {
  return (reply.body as { auth: { client_token: string; accessor: string } }).auth;
}

test("a secret written to KV v2 is read back with its version", async () => {
  const { send } = await vaultWith();
  const written = await send("POST", "secret/data/shop/db", { body: { data: { password: "s3cret" } } });
  expect(written.status).toBe(200);
  expect(data(written)).toMatchObject({ version: 1, destroyed: false, deletion_time: "" });
  const read = await send("GET", "secret/data/shop/db");
  expect(read.status).toBe(200);
  expect(data(read)).toMatchObject({ data: { password: "s3cret" }, metadata: { version: 1 } });
  expect(data(await send("LIST", "secret/metadata/"))).toEqual({ keys: ["shop/"] });
  expect(data(await send("GET", "secret/metadata/shop", { query: { list: "true" } }))).toEqual({ keys: ["db"] });
});

test("a folder disappears with its last secret", async () => {
  const { send } = await vaultWith();
  for (const path of ["a/b/c", "a/b/d"]) await send("POST", `kv1/${path}`, { body: { x: "1" } });
  await send("DELETE", "kv1/a/b/c");
  expect(data(await send("LIST", "kv1/a/b"))).toEqual({ keys: ["d"] });
  await send("DELETE", "kv1/a/b/d");
  expect((await send("LIST", "kv1/a/b")).status).toBe(404);
  expect((await send("LIST", "kv1/")).status).toBe(404);
});

test("three hundred names in one folder are listed sorted, and each can go again", async () => {
  const { send } = await vaultWith();
  const names = Array.from({ length: 300 }, (_, at) => `n${String((at * 7919) % 300).padStart(3, "0")}`);
  for (const name of names) await send("POST", `kv1/many/${name}`, { body: { x: "1" } });
  expect(data(await send("LIST", "kv1/many"))).toEqual({ keys: names.toSorted() });
  for (const name of names.slice(0, 299)) await send("DELETE", `kv1/many/${name}`);
  expect(data(await send("LIST", "kv1/many"))).toEqual({ keys: [names[299]] });
});

test("a locker of three uses serves three requests, failed ones too, and then is gone with its cubbyhole", async () => {
  const { send } = await vaultWith();
  const made = auth(
    await send("POST", "auth/token/create", { body: { policies: ["default"], ttl: "1h", num_uses: 3 } }),
  );
  const token = made.client_token;
  expect(token).toMatch(/^s\.[A-Za-z0-9]{24}$/);
  expect((await send("POST", "cubbyhole/x", { token, body: { a: "b" } })).status).toBe(204);
  expect((await send("GET", "secret/data/x", { token })).status).toBe(403);
  const looked = await send("GET", "auth/token/lookup-self", { token });
  expect(data(looked)).toMatchObject({ num_uses: -1 });
  expect((await send("GET", "cubbyhole/x", { token })).body).toEqual({ errors: ["permission denied"] });
  const accessor = { body: { accessor: made.accessor } };
  expect((await send("POST", "auth/token/lookup-accessor", accessor)).status).toBe(400);
});

test("asking the mounts with a locker's token spends no use", async () => {
  const { send } = await vaultWith();
  const body = { policies: ["default"], ttl: "1h", num_uses: 1 };
  const token = auth(await send("POST", "auth/token/create", { body })).client_token;
  for (let times = 0; times < 3; times++) {
    expect((await send("GET", "sys/internal/ui/mounts/cubbyhole", { token })).status).toBe(200);
  }
  expect((await send("GET", "cubbyhole/x", { token })).status).toBe(404);
  expect((await send("GET", "sys/internal/ui/mounts/cubbyhole", { token })).status).toBe(403);
});

test("a token ends with its time, and its children with it", async () => {
  const clock = stillClock();
  const { send } = await vaultWith({ clock });
  const parent = auth(await send("POST", "auth/token/create", { body: { policies: ["root"], ttl: "1h" } }));
  const child = auth(
    await send("POST", "auth/token/create", {
      token: parent.client_token,
      body: { policies: ["default"], ttl: "5h" },
    }),
  );
  clock.pass(3599);
  expect((await send("GET", "auth/token/lookup-self", { token: child.client_token })).status).toBe(200);
  clock.pass(1);
  expect((await send("GET", "auth/token/lookup-self", { token: child.client_token })).status).toBe(403);
});

test("what the owner makes outlives the owner's token", async () => {
  const { vault, send, file } = await vaultWith();
  const token = auth(await send("POST", "auth/token/create", { body: { policies: ["default"] } })).client_token;
  await send("POST", "cubbyhole/x", { token, body: { a: "b" } });
  await vault.lock();
  const again = await vaultOpened(file);
  expect(data(await again("GET", "cubbyhole/x", token))).toEqual({ a: "b" });
});

async function vaultOpened(file: string) {
  const { openLocalVault } = await import("../../../../src/node/local-vault/in-process.ts");
  const { PASSPHRASE } = await import("../../../support/local-vault.ts");
  const { Secret } = await import("../../../../src/core/secrets/secret.ts");
  const vault = openLocalVault({ file });
  await vault.unlock({ kind: "passphrase", passphrase: PASSPHRASE });
  return async (method: "GET", path: string, token: string) => {
    const reply = await vault.request({ method, path, token: Secret.of(token) });
    await vault.close();
    return reply;
  };
}

test("a wrapped answer opens once", async () => {
  const { send } = await vaultWith();
  const wrapped = await send("POST", "sys/wrapping/wrap", { body: { a: "b" }, wrapTtl: "5m" });
  const { token } = (wrapped.body as { wrap_info: { token: string } }).wrap_info;
  expect(data(await send("POST", "sys/wrapping/lookup", { token: null, body: { token } }))).toMatchObject({
    creation_path: "sys/wrapping/wrap",
    creation_ttl: 300,
  });
  expect(data(await send("POST", "sys/wrapping/unwrap", { token }))).toEqual({ a: "b" });
  expect((await send("POST", "sys/wrapping/unwrap", { token })).status).toBe(400);
});

const INHERITED = ["constructor", "toString", "valueOf", "hasOwnProperty", "__proto__"];

test.each(INHERITED)("%s, which every object inherits, is no route and no policy", async (name) => {
  const { send, vault } = await vaultWith();
  const body = { policies: ["default", name], ttl: "1h" };
  const made = await send("POST", "auth/token/create", { body });
  expect(made.status).toBe(200);
  const token = auth(made).client_token;
  expect((await send("GET", "kv1/x", { token })).status).toBe(403);
  expect((await send("GET", "sys/internal/ui/mounts", { token })).status).toBe(200);
  for (const method of ["GET", "POST", "LIST"] as const) {
    expect((await send(method, `sys/${name}`)).status).toBe(404);
    expect((await send(method, `auth/token/${name}`)).status).toBe(404);
    expect((await send(method, `sys/${name}`, { token: null })).status).toBe(403);
    expect((await send(method, `secret/${name}/x`)).status).toBe(404);
  }
  expect((await vault.auditEvents(100)).every(({ status }) => status >= 200)).toBe(true);
});

test("a line that could not be read back is refused, and the log goes on", async () => {
  const { vault } = await vaultWith();
  const event = { who: "test", at: 1, server: "egi", action: "read", path: "x", status: 200 } as const;
  const broken: object = { status: undefined };
  await expect(vault.recordAudit({ ...event, ...broken })).rejects.toThrow(TypeError);
  await expect(vault.recordAudit({ ...event, status: Number.NaN })).rejects.toThrow(TypeError);
  await vault.recordAudit(event);
  expect(await vault.auditEvents(1)).toEqual([event]);
});

test("sealing under any spelling of its path locks", async () => {
  const { vault, send } = await vaultWith();
  expect((await send("POST", "sys%2Fseal")).status).toBe(204);
  expect(await vault.state()).toBe("locked");
});
