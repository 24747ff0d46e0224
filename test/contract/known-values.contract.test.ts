import { createHash } from "node:crypto";
import { inspect } from "node:util";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createKnownValues, type KnownValues } from "../../src/core/stored/known-values.ts";
import { observedClient } from "../../src/core/stored/observed-client.ts";
import { listAll, readEach } from "../../src/core/stored/read-all.ts";
import type { VaultClient } from "../../src/core/vault/client.ts";
import type { SecretPath } from "../../src/core/vault/types.ts";
import { seededRandom } from "../support/seeded-random.ts";
import { asTest, clientFor, json, texts } from "../support/vault-client.ts";
import { localVaultUnderTest, openBaoUnderTest, type ServerUnderTest } from "./client-servers.ts";

const VALUE = "plum-Lantern-8813-Quay";

/** Something that one side waits for and the other gives. */
function signal(): { readonly given: Promise<void>; readonly give: () => void } {
  let give: (() => void) | undefined;
  const given = new Promise<void>((resolve) => (give = resolve));
  return { given, give: () => give?.() };
}

describe.each([
  { name: "OpenBao", start: openBaoUnderTest },
  { name: "the local vault", start: localVaultUnderTest },
])("what a window knows of $name", ({ start }) => {
  let server: ServerUnderTest;
  let plain: VaultClient;
  let client: VaultClient;
  let known: KnownValues;
  let changes = 0;

  beforeAll(async () => {
    server = await start();
    plain = clientFor({ transport: server.transport, token: server.token });
  });
  afterAll(() => server.stop());
  beforeEach(() => {
    changes = 0;
    known = createKnownValues({
      random: seededRandom(5),
      sha256: (data) => createHash("sha256").update(data).digest(),
      changed: () => (changes += 1),
    });
    client = observedClient(plain, known);
  });

  const places = (value = VALUE): readonly string[] =>
    known.placesOf(value).map(({ server: name, at, key }) => `${name} ${at.mount}/${at.path} ${key}`);

  describe.each(["secret", "kv1"])("in %s", (mount) => {
    const at = (path: string): SecretPath => ({ mount, path });

    test("a value that was read is found by its place, and a value that changed no longer", async () => {
      await plain.write(at("shop/read"), texts({ password: VALUE, port: "5432" }), asTest);
      expect(places()).toEqual([]);
      await client.read(at("shop/read"), asTest);
      expect(places()).toEqual([`egi ${mount}/shop/read password`]);
      expect(places("5432")).toEqual([]);
      expect(changes).toBe(1);
      await client.patch(at("shop/read"), texts({ password: "another-Lantern-1" }), asTest);
      expect(places()).toEqual([]);
      expect(places("another-Lantern-1")).toEqual([`egi ${mount}/shop/read password`]);
    });

    test("what is written is known without a reading, and what is deleted is forgotten", async () => {
      await client.write(at("shop/written"), texts({ password: VALUE }), asTest);
      expect(places()).toEqual([`egi ${mount}/shop/written password`]);
      await client.remove(at("shop/written"), asTest);
      expect(places()).toEqual([]);
    });

    test("a key that is removed is forgotten, its neighbours are not", async () => {
      await client.write(at("shop/two"), texts({ a: VALUE, b: "gr4vel-Heron-22" }), asTest);
      await client.patch(at("shop/two"), new Map([["a", undefined]]), asTest);
      expect(places()).toEqual([]);
      expect(places("gr4vel-Heron-22")).toEqual([`egi ${mount}/shop/two b`]);
    });

    test("a number is no text of a source file", async () => {
      await plain.write(at("shop/number"), json({ pin: 1_234_567_890 }), asTest);
      await client.read(at("shop/number"), asTest);
      expect(places("1234567890")).toEqual([]);
    });
  });

  test("an older version that was asked for counts for nothing", async () => {
    const at = { mount: "secret", path: "shop/versions" };
    await plain.write(at, texts({ password: VALUE }), asTest);
    await plain.write(at, texts({ password: "newer-Lantern-22" }), asTest);
    await client.read(at, { ...asTest, version: 1 });
    expect(places()).toEqual([]);
  });

  test("a cubbyhole is no place to count on", async () => {
    const at = { mount: "cubbyhole", path: "mine" };
    await client.write(at, texts({ password: VALUE }), asTest);
    await client.read(at, asTest);
    expect(places()).toEqual([]);
  });

  test("a write that failed leaves nothing known of its place", async () => {
    const at = { mount: "secret", path: "shop/cas" };
    await client.write(at, texts({ password: VALUE }), asTest);
    await expect(client.write(at, texts({ password: "x" }), { ...asTest, cas: 7 })).rejects.toMatchObject({
      problem: { code: "conflict" },
    });
    expect(places()).toEqual([]);
  });

  test.each([
    ["a write", async (at: SecretPath) => client.write(at, texts({ password: "newer-Lantern-22" }), asTest)],
    ["a later reading", async (at: SecretPath) => client.read(at, asTest)],
  ])("a reading that looked before %s and is answered after it brings nothing old back", async (_, later) => {
    const at = { mount: "secret", path: "shop/overtaken" };
    await plain.write(at, texts({ password: VALUE }), asTest);
    const [answer, looked] = [signal(), signal()];
    const slow: VaultClient = {
      ...plain,
      read: async (...args) => {
        const object = await plain.read(...args);
        looked.give();
        await answer.given;
        return object;
      },
    };
    const reading = observedClient(slow, known).read(at, asTest);
    await looked.given;
    await plain.write(at, texts({ password: "newer-Lantern-22" }), asTest);
    await later(at);
    answer.give();
    await reading;
    expect([places(), places("newer-Lantern-22")]).toEqual([[], ["egi secret/shop/overtaken password"]]);
    await client.read(at, asTest);
    expect(places("newer-Lantern-22")).toHaveLength(1);
  });

  test("what is forgotten while a reading is under way stays forgotten", async () => {
    const at = { mount: "secret", path: "shop/late" };
    await plain.write(at, texts({ password: VALUE }), asTest);
    const reading = client.read(at, asTest);
    known.forget("egi");
    await reading;
    expect(places()).toEqual([]);
    await client.read(at, asTest);
    expect(places()).toEqual(["egi secret/shop/late password"]);
    known.forget("other");
    expect(places()).toHaveLength(1);
    known.forget("egi");
    expect([places(), known.size, known.servers()]).toEqual([[], 0, []]);
  });

  test("reading all of a server reads each secret once, and finds a value wherever it lies", async () => {
    await plain.write({ mount: "kv1", path: "deep/er/down" }, texts({ token: "deep-Lantern-9" }), asTest);
    const told: number[] = [];
    const paths = await listAll(client, (found) => told.push(found), asTest);
    expect(told.at(-1)).toBe(paths.length);
    expect(paths.some(({ mount }) => mount === "cubbyhole")).toBe(false);
    expect(places("deep-Lantern-9")).toEqual([]);
    let done = 0;
    await readEach(client, paths, (now) => (done = now), asTest);
    expect(done).toBe(paths.length);
    expect(places("deep-Lantern-9")).toEqual(["egi kv1/deep/er/down token"]);
    const stop = new AbortController();
    stop.abort();
    await expect(readEach(client, paths, () => undefined, { ...asTest, signal: stop.signal })).rejects.toMatchObject({
      problem: { code: "cancelled" },
    });
  });

  test("nothing that is kept holds the value or its plain digest", async () => {
    const at = { mount: "secret", path: "shop/quiet" };
    await client.write(at, texts({ password: VALUE }), asTest);
    const kept = `${inspect(known, { depth: 9, showHidden: true })} ${JSON.stringify(known.placesOf(VALUE))}`;
    for (const form of ["utf8", "hex", "base64"] as const)
      expect(kept).not.toContain(Buffer.from(VALUE).toString(form));
    expect(kept).not.toContain(createHash("sha256").update(VALUE).digest("hex"));
  });
});

test("only so much is kept, the newest of it", () => {
  const parts = { sha256: (data: Uint8Array) => createHash("sha256").update(data).digest(), changed: () => undefined };
  const known = createKnownValues({ ...parts, random: seededRandom(1) });
  const reading = known.begin("egi");
  for (let i = 0; i < 501; i++) {
    const fields = texts(
      Object.fromEntries(Array.from({ length: 100 }, (_, key) => [`k${key}`, `${VALUE}-${i}-${key}`])),
    );
    known.note(reading, { mount: "secret", path: `many/${i}` }, fields, "read");
  }
  expect(known.size).toBe(50_000);
  expect(known.placesOf(`${VALUE}-0-5`)).toEqual([]);
  expect(known.placesOf(`${VALUE}-500-5`)).toHaveLength(1);
});
