import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Secret } from "../../src/core/secrets/secret.ts";
import type { VaultClient } from "../../src/core/vault/client.ts";
import type { Transport } from "../../src/core/transport/transport.ts";
import type { SecretPath } from "../../src/core/vault/types.ts";
import { asTest, clientFor, json, shown, texts } from "../support/vault-client.ts";
import { localVaultUnderTest, openBaoUnderTest, servedVaultUnderTest, type ServerUnderTest } from "./client-servers.ts";

const servers = [
  { name: "OpenBao", start: openBaoUnderTest },
  { name: "the local vault", start: localVaultUnderTest },
  { name: "lockers serve", start: servedVaultUnderTest },
];

function kv2(path: string): SecretPath {
  return { mount: "secret", path };
}

function kv1(path: string): SecretPath {
  return { mount: "kv1", path };
}

describe.each(servers)("a Vault client on $name", ({ start }) => {
  let server: ServerUnderTest;
  let client: VaultClient;
  beforeAll(async () => {
    server = await start();
    client = clientFor({ transport: server.transport, token: server.token });
  });
  afterAll(() => server.stop());

  test("names the engines that hold secrets, and splits paths at them", async () => {
    const mounts = await client.mounts(asTest);
    expect(mounts.map(({ mount, kind }) => `${mount} ${kind}`)).toEqual([
      "cubbyhole cubbyhole",
      "kv1 kv-1",
      "secret kv-2",
    ]);
    const fresh = clientFor({ transport: server.transport, token: server.token });
    expect(await fresh.locate("secret/shop/db", asTest)).toEqual(kv2("shop/db"));
    expect(await fresh.locate("/kv1/", asTest)).toEqual(kv1(""));
    await expect(fresh.locate("secrt/shop", asTest)).rejects.toMatchObject({ problem: { code: "not-found" } });
  });

  test.each([["kv-2", kv2] as const, ["kv-1", kv1] as const])(
    "%s: what is written is read back, exactly",
    async (_, at) => {
      const values = [
        ["password", "  naïve ☃ \n"],
        ["empty", ""],
        ["a/b c", "x"],
        ["__proto__", "p"],
      ] as const;
      await client.write(at("shop/exact"), texts(Object.fromEntries(values)), asTest);
      const found = await client.read(at("shop/exact"), asTest);
      expect(shown(found)["password"]).toBe("  naïve ☃ \n");
      expect([...found.fields.keys()].toSorted()).toEqual(["__proto__", "a/b c", "empty", "password"]);
    },
  );

  test.each([["kv-2", kv2] as const, ["kv-1", kv1] as const])("%s: JSON values stay JSON", async (_, at) => {
    await client.write(at("json"), json({ port: 5432, flags: { a: [true, null] }, none: null }), asTest);
    expect(shown(await client.read(at("json"), asTest))).toEqual({
      port: "json 5432",
      flags: 'json {"a":[true,null]}',
      none: "json null",
    });
  });

  test("kv-1: numbers keep their digits; a KV v2 of OpenBao itself does not keep them", async () => {
    const at = kv1;
    const numbers = { id: "12345678901234567890", price: "1.10", list: '[9007199254740993,{"x":1e30}]' };
    const data = Object.entries(numbers).map(([key, text]) => [key, { value: Secret.of(text), json: true }] as const);
    await client.write(at("numbers"), new Map(data), asTest);
    await client.patch(at("numbers"), texts({ other: "x" }), asTest);
    await client.patch(at("numbers"), new Map([["more", { value: Secret.of("-0.50"), json: true }]]), asTest);
    expect(shown(await client.read(at("numbers"), asTest))).toEqual({
      id: "json 12345678901234567890",
      price: "json 1.10",
      list: 'json [9007199254740993,{"x":1e30}]',
      other: "x",
      more: "json -0.50",
    });
  });

  test.each([["kv-2", kv2] as const, ["kv-1", kv1] as const])("%s: lists names, folders and both", async (_, at) => {
    for (const path of ["ls/a", "ls/a/b", "ls/ü #?%"]) await client.write(at(path), texts({ k: "v" }), asTest);
    expect(await client.list(at("ls"), asTest)).toEqual([
      { name: "a", kind: "secret" },
      { name: "a", kind: "folder" },
      { name: "ü #?%", kind: "secret" },
    ]);
    expect(await client.list(at("nothing/here"), asTest)).toEqual([]);
    expect(shown(await client.read(at("ls/ü #?%"), asTest))).toEqual({ k: "v" });
  });

  test.each([["kv-2", kv2] as const, ["kv-1", kv1] as const])("%s: nothing there is not-found", async (_, at) => {
    await expect(client.read(at("none/x"), asTest)).rejects.toMatchObject({
      problem: { code: "not-found", path: `${at("").mount}/none/x` },
    });
  });

  test.each([["kv-2", kv2] as const, ["kv-1", kv1] as const])("%s: creating does not overwrite", async (_, at) => {
    await client.write(at("once"), texts({ k: "first" }), { ...asTest, cas: 0 });
    await expect(client.write(at("once"), texts({ k: "second" }), { ...asTest, cas: 0 })).rejects.toMatchObject({
      problem: { code: "conflict" },
    });
    expect(shown(await client.read(at("once"), asTest))).toEqual({ k: "first" });
  });

  test.each([["kv-2", kv2] as const, ["kv-1", kv1] as const])(
    "%s: a patch merges keys, removes keys, and creates",
    async (_, at) => {
      await client.patch(at("merge"), texts({ a: "1", b: "2" }), asTest);
      await client.patch(at("merge"), new Map([["a", undefined], ...texts({ c: "3" })]), asTest);
      expect(shown(await client.read(at("merge"), asTest))).toEqual({ b: "2", c: "3" });
      await client.patch(at("merge"), json({ b: { x: 1 }, c: null }), asTest);
      await client.patch(at("merge"), json({ b: { y: 2 } }), asTest);
      expect(shown(await client.read(at("merge"), asTest))).toEqual({ b: 'json {"y":2}', c: "json null" });
    },
  );

  test("versions: conflict, hide, bring back, destroy, remove all", async () => {
    const at = kv2("versions");
    expect(await client.write(at, texts({ k: "1" }), asTest)).toEqual({ version: 1 });
    expect(await client.write(at, texts({ k: "2" }), { ...asTest, cas: 1 })).toEqual({ version: 2 });
    await expect(client.write(at, texts({ k: "3" }), { ...asTest, cas: 1 })).rejects.toMatchObject({
      problem: { code: "conflict", path: "secret/versions" },
    });
    expect(shown(await client.read(at, { ...asTest, version: 1 }))).toEqual({ k: "1" });
    await client.remove(at, asTest);
    await expect(client.read(at, asTest)).rejects.toMatchObject({
      problem: { code: "version-gone", version: 2, state: "deleted" },
    });
    await client.undelete(at, [2], asTest);
    await client.remove(at, { ...asTest, versions: [1] });
    await client.destroy(at, [1], asTest);
    await expect(client.read(at, { ...asTest, version: 1 })).rejects.toMatchObject({
      problem: { code: "version-gone", version: 1, state: "destroyed" },
    });
    const history = await client.versions(at, asTest);
    expect(history.current).toBe(2);
    expect(
      history.versions.map(({ version, destroyed, deleted }) => [version, destroyed, deleted === undefined]),
    ).toEqual([
      [2, false, true],
      [1, true, false],
    ]);
    await client.destroy(at, "all", asTest);
    await expect(client.read(at, asTest)).rejects.toMatchObject({ problem: { code: "not-found" } });
  });

  test("a patch on a deleted secret begins anew without losing its history", async () => {
    const at = kv2("patched-after-delete");
    await client.write(at, texts({ old: "1" }), asTest);
    await client.remove(at, asTest);
    expect(await client.patch(at, texts({ k: "2" }), asTest)).toEqual({ version: 2 });
    expect(shown(await client.read(at, asTest))).toEqual({ k: "2" });
  });

  test("an engine without versions says so", async () => {
    await client.write(kv1("plain"), texts({ k: "v" }), asTest);
    for (const attempt of [
      client.versions(kv1("plain"), asTest),
      client.undelete(kv1("plain"), [1], asTest),
      client.remove(kv1("plain"), { ...asTest, versions: [1] }),
      client.read(kv1("plain"), { ...asTest, version: 1 }),
    ])
      await expect(attempt).rejects.toMatchObject({ problem: { code: "bad-input" } });
    await client.remove(kv1("plain"), asTest);
    await expect(client.read(kv1("plain"), asTest)).rejects.toMatchObject({ problem: { code: "not-found" } });
  });

  test("metadata: settings and notes are set, changed and taken away, and a reading tells the notes", async () => {
    const at = kv2("kept/metadata");
    await expect(client.changeMetadata(at, { maxVersions: 3 }, asTest)).rejects.toMatchObject({
      problem: { code: "not-found" },
    });
    await client.write(at, texts({ a: "1" }), asTest);
    expect((await client.versions(at, asTest)).settings).toEqual({
      maxVersions: 0,
      casRequired: false,
      deleteAfter: 0,
    });
    expect((await client.read(at, asTest)).customMetadata).toBeUndefined();

    const custom = new Map([
      ["owner", "ada"],
      ["rotate", "2027-01-01"],
    ]);
    await client.changeMetadata(at, { maxVersions: 3, casRequired: true, deleteAfter: 5400, custom }, asTest);
    const set = await client.versions(at, asTest);
    expect(set.settings).toEqual({ maxVersions: 3, casRequired: true, deleteAfter: 5400 });
    expect(Object.fromEntries(set.customMetadata)).toEqual({ owner: "ada", rotate: "2027-01-01" });
    await expect(client.write(at, texts({ a: "2" }), asTest)).rejects.toMatchObject({ problem: { code: "rejected" } });
    await client.write(at, texts({ a: "2" }), { ...asTest, cas: 1 });

    const changes = new Map([
      ["owner", undefined],
      ["rotate", "2028-01-01"],
      ["team", "shop"],
    ]);
    await client.changeMetadata(at, { casRequired: false, deleteAfter: 0, custom: changes }, asTest);
    const changed = await client.versions(at, asTest);
    expect(changed.settings).toEqual({ maxVersions: 3, casRequired: false, deleteAfter: 0 });
    expect(Object.fromEntries((await client.read(at, asTest)).customMetadata ?? [])).toEqual({
      rotate: "2028-01-01",
      team: "shop",
    });
    await client.changeMetadata(at, { custom: new Map([["team", undefined]]) }, asTest);
    expect([...(await client.versions(at, asTest)).customMetadata.keys()]).toEqual(["rotate"]);
  });

  test("metadata without the right to patch is read and written", async () => {
    const at = kv2("kept/unpatched");
    await client.write(at, texts({ a: "1" }), asTest);
    await client.changeMetadata(at, { custom: new Map([["owner", "ada"]]) }, asTest);
    const refusing: Transport = {
      send: async (request, signal) =>
        request.method === "PATCH"
          ? { status: 405, headers: {}, body: { errors: ["unsupported operation"] } }
          : server.transport.send(request, signal),
    };
    const old = clientFor({ transport: refusing, token: server.token });
    await old.changeMetadata(at, { maxVersions: 2, custom: new Map([["team", "shop"]]) }, asTest);
    const { customMetadata, settings } = await client.versions(at, asTest);
    expect(Object.fromEntries(customMetadata)).toEqual({ owner: "ada", team: "shop" });
    expect(settings.maxVersions).toBe(2);
  });

  test("wrapping: keys and values are kept for one reading, looked at for free, opened once", async () => {
    const data = texts({ password: "once", "a b": "\u2603" });
    const wrapped = await client.wrapping.wrap(data, 300, asTest);
    expect(wrapped).toMatchObject({ ttl: 300, madeAt: "sys/wrapping/wrap" });
    const stranger = clientFor({ transport: server.transport, token: undefined });
    for (let count = 0; count < 2; count += 1)
      expect(await stranger.wrapping.lookup(wrapped.token, asTest)).toMatchObject({
        ttl: 300,
        madeAt: "sys/wrapping/wrap",
      });
    const swapped = { ...asTest, madeAt: (path: string) => path === "auth/token/create" };
    await expect(stranger.wrapping.unwrap(wrapped.token, swapped)).rejects.toMatchObject({
      problem: { code: "wrapping-refused", madeAt: "sys/wrapping/wrap" },
    });
    const opened = await stranger.wrapping.unwrap(wrapped.token, asTest);
    if (opened.kind !== "data") throw new Error(opened.kind);
    expect(Object.fromEntries([...opened.fields].map(([key, { value }]) => [key, value.reveal()]))).toEqual({
      password: "once",
      "a b": "\u2603",
    });
    expect(await stranger.wrapping.lookup(wrapped.token, asTest)).toBeUndefined();
    await expect(client.wrapping.unwrap(wrapped.token, asTest)).rejects.toMatchObject({
      problem: { code: "wrapping-refused", madeAt: undefined },
    });
  });

  test.each([["kv-2", kv2] as const, ["kv-1", kv1] as const])(
    "wrapping: a reading of %s is handed on unseen, again under a new token",
    async (_, at) => {
      await client.write(at("shared/db"), texts({ password: "p" }), asTest);
      const first = await client.wrapping.read(at("shared/db"), 120, asTest);
      const second = await client.wrapping.rewrap(first.token, asTest);
      expect(second.ttl).toBe(120);
      await expect(client.wrapping.rewrap(first.token, asTest)).rejects.toMatchObject({
        problem: { code: "wrapping-refused" },
      });
      const opened = await client.wrapping.unwrap(second.token, asTest);
      expect(opened.kind === "data" && opened.fields.get("password")?.value.reveal()).toBe("p");
      await expect(client.wrapping.read(at("shared/absent"), 60, asTest)).rejects.toMatchObject({
        problem: { code: "not-found" },
      });
    },
  );

  test("wrapping: a new token is made unseen, and works for who opens it", async () => {
    const order = { policies: ["default"], ttl: 600, numUses: 0, renewable: false };
    const wrapped = await client.wrapping.createToken(order, 60, asTest);
    expect(wrapped.madeAt).toBe("auth/token/create");
    const opened = await client.wrapping.unwrap(wrapped.token, asTest);
    if (opened.kind !== "token") throw new Error(opened.kind);
    const child = clientFor({ transport: server.transport, token: opened.issued.token.reveal() });
    expect((await child.tokens.lookupSelf(asTest)).policies).toEqual(["default"]);
  });

  test.each(["", "s.nobody", "a b", "line\nbreak"])("wrapping: %j is no wrapping token", async (text) => {
    await expect(client.wrapping.unwrap(Secret.of(text), asTest)).rejects.toMatchObject({
      problem: { code: "wrapping-refused", madeAt: undefined },
    });
  });

  test("a child token: facts, renewal, a cubbyhole of its own, a look-up that costs nothing, revocation", async () => {
    const order = { ttl: 600, numUses: 0, renewable: true, policies: ["default"], displayName: "ci" };
    const issued = await client.tokens.create(order, asTest);
    expect(issued).toMatchObject({ orphan: false, type: "service", numUses: 0, renewable: true });
    const child = clientFor({ transport: server.transport, token: issued.token.reveal() });
    expect(await child.tokens.lookupSelf(asTest)).toMatchObject({ accessor: issued.accessor, policies: ["default"] });
    expect((await child.tokens.renewSelf(1200, asTest)).ttl).toBeGreaterThan(600);
    const hole = { mount: "cubbyhole", path: "notes" };
    await child.write(hole, texts({ k: "mine" }), asTest);
    expect(await child.list({ mount: "cubbyhole", path: "" }, asTest)).toEqual([{ name: "notes", kind: "secret" }]);
    await expect(client.read(hole, asTest)).rejects.toMatchObject({ problem: { code: "not-found" } });
    expect(await client.tokens.lookupAccessor(issued.accessor, asTest)).toMatchObject({ accessor: issued.accessor });
    expect(await child.tokens.isAlive(asTest)).toBe(true);
    await client.tokens.revokeAccessor(issued.accessor, asTest);
    expect(await client.tokens.lookupAccessor(issued.accessor, asTest)).toBeUndefined();
    expect(await child.tokens.isAlive(asTest)).toBe(false);
    await expect(child.read(hole, asTest)).rejects.toMatchObject({ problem: { code: "session-expired" } });
  });

  test("a limited token: each call costs one use, isAlive none, and the end is told as such", async () => {
    const issued = await client.tokens.create(
      { ttl: 600, numUses: 3, renewable: false, policies: ["default"] },
      asTest,
    );
    const locker = clientFor({ transport: server.transport, token: issued.token.reveal(), limitedUse: true });
    const hole = { mount: "cubbyhole", path: "x" };
    expect(await locker.tokens.isAlive(asTest)).toBe(true);
    await locker.write(hole, texts({ k: "v" }), asTest);
    expect((await client.tokens.lookupAccessor(issued.accessor, asTest))?.numUses).toBe(2);
    expect(shown(await locker.read(hole, asTest))).toEqual({ k: "v" });
    expect(await locker.tokens.isAlive(asTest)).toBe(true);
    expect((await locker.tokens.lookupSelf(asTest)).numUses).toBe(-1);
    expect(await locker.tokens.isAlive(asTest)).toBe(false);
    await expect(locker.read(hole, asTest)).rejects.toMatchObject({ problem: { code: "locker-refused" } });
  });

  test("a token without the right is told what right is missing where", async () => {
    const issued = await client.tokens.create({ ttl: 600, numUses: 0, renewable: true, policies: ["default"] }, asTest);
    const child = clientFor({ transport: server.transport, token: issued.token.reveal() });
    await expect(child.read(kv2("shop"), asTest)).rejects.toMatchObject({
      problem: { code: "not-allowed", path: "secret/shop" },
    });
    await expect(child.tokens.lookupAccessor(issued.accessor, asTest)).rejects.toMatchObject({
      problem: { code: "not-allowed", right: "update", policyPath: "auth/token/lookup-accessor" },
    });
    const capabilities = await child.capabilities(["secret/data/shop", "cubbyhole/x"], asTest);
    expect(capabilities.get("secret/data/shop")).toEqual(["deny"]);
    expect(capabilities.get("cubbyhole/x")).toContain("read");
  });

  test("a token nobody knows", async () => {
    const stranger = clientFor({ transport: server.transport, token: "s.nobody" });
    await expect(stranger.read(kv2("shop"), asTest)).rejects.toMatchObject({ problem: { code: "session-expired" } });
    expect(await stranger.tokens.isAlive(asTest)).toBe(false);
    await expect(stranger.mounts(asTest)).rejects.toMatchObject({ problem: { code: "session-expired" } });
  });

  test.each(["..", "a/../b", "a//b", "a/./b", "a/\u0007", "\ud800"])(
    "a path that servers would bend is refused: %j",
    async (path) => {
      await expect(client.read(kv2(path), asTest)).rejects.toMatchObject({ problem: { code: "bad-path" } });
      await expect(client.locate(`secret/${path}`, asTest)).rejects.toMatchObject({ problem: { code: "bad-path" } });
    },
  );
});
