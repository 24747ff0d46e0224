import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Problem, problemCode } from "../../src/core/errors.ts";
import { copySecret } from "../../src/core/secrets/copy-secret.ts";
import { relocateSecret } from "../../src/core/secrets/relocate-secret.ts";
import { Secret } from "../../src/core/secrets/secret.ts";
import type { SecretEnd } from "../../src/core/secrets/secret-end.ts";
import { transferFolder } from "../../src/core/secrets/transfer-folder.ts";
import type { VaultClient } from "../../src/core/vault/client.ts";
import type { SecretPath } from "../../src/core/vault/types.ts";
import { failingClient, interruptedClient } from "../support/failing-client.ts";
import { asTest, clientFor, json, shown, texts } from "../support/vault-client.ts";
import { localVaultUnderTest, openBaoUnderTest, type ServerUnderTest } from "./client-servers.ts";

let local: ServerUnderTest;
let bao: ServerUnderTest;
const clients = new Map<string, VaultClient>();
beforeAll(async () => {
  [local, bao] = await Promise.all([localVaultUnderTest(), openBaoUnderTest()]);
  for (const { name, transport, token } of [local, bao])
    clients.set(name, clientFor({ transport, token, server: name }));
});
afterAll(async () => {
  await Promise.all([local.stop(), bao.stop()]);
});

function client(name: string): VaultClient {
  const found = clients.get(name);
  if (found === undefined) throw new Error(`no client ${name}`);
  return found;
}

const VALUES = {
  text: "  naïve ☃ \n",
  empty: "",
  "a/b c": "x",
  ["__proto__"]: "p",
  "🔑": "-----BEGIN-----\r\nAA==\r\n",
  bytes: "\u0000\u0001\uFFFD\u007F",
};
const JSONS = { port: 5432, flags: { z: 1, a: [true, null, { y: 2, b: [] }] }, none: null, list: [] };
const BIG = new Map([["id", { value: Secret.of("12345678901234567890"), json: true }]]);
const DATA = new Map([
  ...texts(VALUES),
  ...json(JSONS),
  ["price", { value: Secret.of('{"b":1.10,"a":[-0.50]}'), json: true }] as const,
]);
const EXACT = shown({ at: { mount: "", path: "" }, fields: DATA, version: undefined, created: undefined });

let count = 0;
/** A fresh place: suites share the servers. */
function place(mount: string): SecretPath {
  count += 1;
  return { mount, path: `transfer/${count}/db` };
}

async function codeOf(work: Promise<unknown>): Promise<Problem["code"] | undefined> {
  try {
    await work;
    return undefined;
  } catch (error) {
    return problemCode(error);
  }
}

async function isThere({ client: owner, at }: SecretEnd): Promise<boolean> {
  return (await codeOf(owner.read(at, asTest))) === undefined;
}

const ways = ["local", "egi"].flatMap((from) =>
  ["local", "egi"].flatMap((to) =>
    ["secret", "kv1"].flatMap((first) => ["secret", "kv1"].map((second) => ({ from, first, to, second }))),
  ),
);

describe.each(ways)("from $from $first to $to $second", ({ from, first, to, second }) => {
  const ends = async (): Promise<{ from: SecretEnd; to: SecretEnd }> => {
    const source = { client: client(from), at: place(first) };
    await source.client.write(source.at, DATA, asTest);
    return { from: source, to: { client: client(to), at: place(second) } };
  };

  test("a copy holds exactly the same, and the original stays", async () => {
    const order = { ...(await ends()), versions: "current" } as const;
    await copySecret(order, asTest);
    expect(comparable(shown(await order.to.client.read(order.to.at, asTest)))).toEqual(comparable(EXACT));
    expect(await isThere(order.from)).toBe(true);
  });

  test("a move leaves nothing behind", async () => {
    const order = { ...(await ends()), versions: "current" } as const;
    await relocateSecret(order, asTest);
    expect(comparable(shown(await order.to.client.read(order.to.at, asTest)))).toEqual(comparable(EXACT));
    expect(await codeOf(order.from.client.read(order.from.at, asTest))).toBe("not-found");
    expect(await order.from.client.list({ ...order.from.at, path: order.from.at.path.slice(0, -3) }, asTest)).toEqual(
      [],
    );
  });

  test("what is there is never replaced", async () => {
    const order = { ...(await ends()), versions: "current" } as const;
    await order.to.client.write(order.to.at, texts({ mine: "1" }), asTest);
    expect(await codeOf(relocateSecret(order, asTest))).toBe("conflict");
    expect(shown(await order.to.client.read(order.to.at, asTest))).toEqual({ mine: "1" });
    expect(await isThere(order.from)).toBe(true);
  });

  const unreachable: Problem = { code: "unreachable", server: "x", tried: [] };
  const unknown: Problem = { code: "outcome-unknown", server: "x", path: "y" };

  test.each([
    { side: "from", operation: "read", call: 1 },
    { side: "to", operation: "write", call: 1 },
    { side: "to", operation: "read", call: 1 },
    { side: "from", operation: "read", call: 2 },
    { side: "from", operation: "destroy", call: 1 },
  ] as const)("when $operation $call of $side fails, the original is left and the copy is gone", async (step) => {
    const order = await ends();
    const broken = {
      ...order[step.side],
      client: failingClient(order[step.side].client, { ...step, problem: unreachable }),
    };
    const result = codeOf(relocateSecret({ ...order, [step.side]: broken, versions: "current" }, asTest));
    expect(await result).toBe("unreachable");
    expect(comparable(shown(await order.from.client.read(order.from.at, asTest)))).toEqual(comparable(EXACT));
    expect(await codeOf(order.to.client.read(order.to.at, asTest))).toBe("not-found");
    // and the same can be tried again
    await relocateSecret({ ...order, versions: "current" }, asTest);
    expect(await isThere(order.to)).toBe(true);
  });

  test("a number beyond 2^53 arrives to its last digit, or the copy is refused", async () => {
    const order = { ...(await ends()), versions: "current" } as const;
    await order.from.client.write(order.from.at, BIG, asTest);
    const before = shown(await order.from.client.read(order.from.at, asTest));
    const refused = to === "egi" && second === "secret" && !(from === "egi" && first === "secret"); // OpenBao's KV v2
    expect(await codeOf(relocateSecret(order, asTest))).toBe(refused ? "bad-path" : undefined);
    expect([await isThere(order.from), await isThere(order.to)]).toEqual([refused, !refused]);
    const left = refused ? order.from : order.to;
    expect(shown(await left.client.read(left.at, asTest))).toEqual(before);
  });

  test("a write whose outcome is unknown is left alone", async () => {
    const order = await ends();
    const broken = failingClient(order.to.client, { operation: "write", call: 1, problem: unknown, done: true });
    const result = relocateSecret({ ...order, to: { ...order.to, client: broken }, versions: "current" }, asTest);
    expect(await codeOf(result)).toBe("outcome-unknown");
    expect([await isThere(order.from), await isThere(order.to)]).toEqual([true, true]);
  });

  test("a removal that was done although its answer was lost counts as done", async () => {
    const order = await ends();
    const broken = failingClient(order.from.client, { operation: "destroy", call: 1, problem: unknown, done: true });
    const moved = await relocateSecret(
      { ...order, from: { ...order.from, client: broken }, versions: "current" },
      asTest,
    );
    expect(moved.originalIs).toBe("gone");
    expect([await isThere(order.from), await isThere(order.to)]).toEqual([false, true]);
  });

  test("where nobody can say whether the original is gone, the copy stays and the error says so", async () => {
    const order = await ends();
    const broken = failingClient(
      failingClient(order.from.client, { operation: "destroy", call: 1, problem: unknown, done: true }),
      { operation: "read", call: 3, problem: unreachable, always: true },
    );
    const result = relocateSecret({ ...order, from: { ...order.from, client: broken }, versions: "current" }, asTest);
    expect(await codeOf(result)).toBe("copy-left");
    expect(comparable(shown(await order.to.client.read(order.to.at, asTest)))).toEqual(comparable(EXACT));
  });

  test("somebody else's write to the original meanwhile is not lost", async () => {
    const order = await ends();
    const interrupted = interruptedClient(order.from.client, {
      operation: "read",
      call: 1,
      meanwhile: () => order.from.client.write(order.from.at, texts({ theirs: "1" }), asTest),
    });
    const result = relocateSecret(
      { ...order, from: { ...order.from, client: interrupted }, versions: "current" },
      asTest,
    );
    expect(await codeOf(result)).toBe("conflict");
    expect(shown(await order.from.client.read(order.from.at, asTest))).toEqual({ theirs: "1" });
    expect(await isThere(order.to)).toBe(false);
  });

  test("somebody else's write to the copy meanwhile is not taken back", async () => {
    const order = await ends();
    const broken = interruptedClient(
      failingClient(order.from.client, { operation: "destroy", call: 1, problem: unreachable }),
      {
        operation: "read",
        call: 2,
        meanwhile: () => order.to.client.write(order.to.at, texts({ theirs: "1" }), asTest),
      },
    );
    const result = relocateSecret({ ...order, from: { ...order.from, client: broken }, versions: "current" }, asTest);
    expect(await codeOf(result)).toBe("copy-left");
    expect(shown(await order.to.client.read(order.to.at, asTest))).toEqual({ theirs: "1" });
    expect(await isThere(order.from)).toBe(true);
  });
});

/** Servers sort the names inside JSON objects. */
function comparable(values: Record<string, string>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(values).map(([key, text]) => [key, text.startsWith("json ") ? JSON.parse(text.slice(5)) : text]),
  );
}

describe.each(["local", "egi"])("history on %s", (name) => {
  const custom = new Map([
    ["owner", "ada"],
    ["rotate", "true"],
  ]);

  /** Version 2 is deleted, 3 destroyed, 4 the current one. */
  async function withHistory(): Promise<SecretEnd> {
    const end = { client: client(name), at: place("secret") };
    for (const k of ["1", "2", "3", "4"]) await end.client.write(end.at, texts({ k }), asTest);
    await end.client.remove(end.at, { ...asTest, versions: [2] });
    await end.client.destroy(end.at, [3], asTest);
    await end.client.writeCustomMetadata(end.at, custom, asTest);
    return end;
  }

  test("the current version alone: says how many stay behind; custom metadata goes along", async () => {
    const from = await withHistory();
    const to = { client: client(name), at: place("secret") };
    const moved = await relocateSecret({ from, to, versions: "current" }, asTest);
    expect(moved).toMatchObject({ version: 1, versionsBehind: 2, metadataBehind: false, originalIs: "gone" });
    const history = await to.client.versions(to.at, asTest);
    expect(history.customMetadata).toEqual(custom);
    expect(shown(await to.client.read(to.at, asTest))).toEqual({ k: "4" });
  });

  test("all versions: in order, with new numbers; a deleted one cannot be read", async () => {
    const from = await withHistory();
    const to = { client: client(name), at: place("secret") };
    expect(await copySecret({ from, to, versions: "all" }, asTest)).toMatchObject({ version: 2, versionsBehind: 1 });
    expect(shown(await to.client.read(to.at, { ...asTest, version: 1 }))).toEqual({ k: "1" });
    expect(shown(await to.client.read(to.at, asTest))).toEqual({ k: "4" });
  });

  test("an engine without versions takes the current one and says what stays behind", async () => {
    const from = await withHistory();
    const to = { client: client(name), at: place("kv1") };
    const copied = await copySecret({ from, to, versions: "all" }, asTest);
    expect(copied).toMatchObject({ version: undefined, versionsBehind: 2, metadataBehind: true });
    expect(shown(await to.client.read(to.at, asTest))).toEqual({ k: "4" });
  });

  test.each([
    { operation: "versions", call: 1 },
    { operation: "write", call: 2 },
    { operation: "writeCustomMetadata", call: 1 },
    { operation: "read", call: 2 },
  ] as const)("a failure of $operation $call leaves no half of a copy", async (step) => {
    const from = await withHistory();
    const to = { client: client(name), at: place("secret") };
    const problem: Problem = { code: "unreachable", server: name, tried: [] };
    const broken = { ...to, client: failingClient(to.client, { ...step, problem }) };
    expect(await codeOf(copySecret({ from, to: broken, versions: "all" }, asTest))).toBe("unreachable");
    expect(await codeOf(to.client.versions(to.at, asTest))).toBe("not-found");
  });

  test("a token that may not remove the history hides the original", async () => {
    const from = await withHistory();
    const to = { client: client(name), at: place("secret") };
    const problem: Problem = { code: "not-allowed", server: name, path: "x", right: "delete" };
    const limited = { ...from, client: failingClient(from.client, { operation: "destroy", call: 1, problem }) };
    expect((await relocateSecret({ from: limited, to, versions: "current" }, asTest)).originalIs).toBe("hidden");
    expect(await codeOf(from.client.read(from.at, asTest))).toBe("version-gone");
  });

  test("a deleted secret is not copied, and its name is not taken over", async () => {
    const from = await withHistory();
    const to = { client: client(name), at: place("secret") };
    await from.client.remove(from.at, asTest);
    expect(await codeOf(copySecret({ from, to, versions: "current" }, asTest))).toBe("version-gone");
    await to.client.write(to.at, texts({ k: "1" }), asTest);
    expect(await codeOf(copySecret({ from: to, to: from, versions: "current" }, asTest))).toBe("conflict");
  });
});

describe.each(["local", "egi"])("folders on %s", (name) => {
  async function filled(): Promise<{ folder: SecretEnd; put: (path: string) => Promise<unknown> }> {
    const { mount, path } = place("secret");
    const put = (below: string) => client(name).write({ mount, path: `${path}/${below}` }, texts({ k: below }), asTest);
    for (const below of ["a", "b", "deep/c", "deep/er/d"]) await put(below);
    return { folder: { client: client(name), at: { mount, path } }, put };
  }

  test("a folder moves with all that is below it", async () => {
    const { folder } = await filled();
    const to = { client: client("local"), at: place("kv1") };
    const seen: string[] = [];
    const progress = (done: number, total: number) => seen.push(`${done}/${total}`);
    const report = await transferFolder({ from: folder, to, versions: "current", kind: "move", progress }, asTest);
    expect(report.done.map(({ path }) => path)).toEqual(["a", "b", "deep/c", "deep/er/d"]);
    expect(seen).toEqual(["0/4", "1/4", "2/4", "3/4"]);
    expect(await folder.client.list(folder.at, asTest)).toEqual([]);
    const last = { mount: "kv1", path: `${to.at.path}/deep/er/d` };
    expect(shown(await to.client.read(last, asTest))).toEqual({ k: "deep/er/d" });
  });

  test("one that is taken stays where it is; the report names it", async () => {
    const { folder } = await filled();
    const to = { client: client(name), at: place("secret") };
    await to.client.write({ ...to.at, path: `${to.at.path}/b` }, texts({ mine: "1" }), asTest);
    const report = await transferFolder({ from: folder, to, versions: "current", kind: "move" }, asTest);
    expect(report.done).toHaveLength(3);
    expect(report.failed).toMatchObject([{ path: "b", problem: { code: "conflict" } }]);
    expect(await folder.client.list(folder.at, asTest)).toEqual([{ name: "b", kind: "secret" }]);
  });

  test("cancelled between two: the rest is untouched", async () => {
    const { folder } = await filled();
    const to = { client: client(name), at: place("secret") };
    const cancel = new AbortController();
    const progress = (done: number) => void (done === 2 && cancel.abort());
    const options = { ...asTest, signal: cancel.signal };
    const report = await transferFolder({ from: folder, to, versions: "current", kind: "move", progress }, options);
    expect(report.done.map(({ path }) => path)).toEqual(["a", "b"]);
    expect(report).toMatchObject({ left: ["deep/c", "deep/er/d"], stopped: { code: "cancelled" }, failed: [] });
    expect(await folder.client.list(folder.at, asTest)).toEqual([{ name: "deep", kind: "folder" }]);
  });

  test("only what is named goes, as an undo needs it", async () => {
    const { folder, put } = await filled();
    const to = { client: folder.client, at: place("secret") };
    const order = { versions: "all", kind: "move" } as const;
    const first = await transferFolder({ ...order, from: folder, to }, asTest);
    const theirs = { ...to.at, path: `${to.at.path}/theirs` };
    await to.client.write(theirs, texts({ k: "theirs" }), asTest);
    await put("b");
    const only = first.done.map(({ path }) => path);
    const back = await transferFolder({ ...order, from: to, to: folder, only }, asTest);
    expect(back.done.map(({ path }) => path)).toEqual(["a", "deep/c", "deep/er/d"]);
    expect(back.failed.map(({ path, problem }) => [path, problem.code])).toEqual([["b", "conflict"]]);
    expect(shown(await to.client.read(theirs, asTest))).toEqual({ k: "theirs" });
  });

  test("a server that stops answering stops it", async () => {
    const { folder } = await filled();
    const problem: Problem = { code: "unreachable", server: name, tried: [] };
    const broken = failingClient(client(name), { operation: "write", call: 2, problem, always: true });
    const to = { client: broken, at: place("secret") };
    const report = await transferFolder({ from: folder, to, versions: "current", kind: "copy" }, asTest);
    expect(report.done).toHaveLength(1);
    expect(report).toMatchObject({ left: ["b", "deep/c", "deep/er/d"], stopped: problem });
  });

  test("a folder does not go into itself, and an empty one is not there", async () => {
    const { folder } = await filled();
    const inside = { client: folder.client, at: { ...folder.at, path: `${folder.at.path}/deep` } };
    const order = { versions: "current", kind: "move" } as const;
    expect(await codeOf(transferFolder({ ...order, from: folder, to: inside }, asTest))).toBe("bad-path");
    const nothing = { client: folder.client, at: place("secret") };
    expect(await codeOf(transferFolder({ ...order, from: nothing, to: inside }, asTest))).toBe("not-found");
  });
});
