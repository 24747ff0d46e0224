import { describe, expect, test } from "vitest";
import { ExpectedError, type Problem } from "../../../../src/core/errors.ts";
import { moveSecret, type MoveOrder } from "../../../../src/core/migration/move.ts";
import { memoryEditor as editorOf, type MemoryEditor } from "../../../support/memory-editor.ts";
import { memoryConnections, memoryVault, type MemoryVault } from "../../../support/memory-vault.ts";

const TEXT = 'const password = "hunter2-canary";\n';
const MOVED = "const password = process.env.DB_PASSWORD;\n";
const LINE = "DB_PASSWORD=vault://local/secret/shop/db/password\n";
const PATH = "secret/shop/db";
const OPTIONS = { audit: { who: "quick fix" } };

const memoryEditor = (mappingText?: string): MemoryEditor => editorOf(TEXT, mappingText);

function order(overrides: Partial<MoveOrder> = {}): MoveOrder {
  return {
    document: { path: "app.js", version: 7, text: TEXT },
    finding: { start: TEXT.indexOf("hunter2"), end: TEXT.indexOf('";') },
    place: { server: "local", at: { mount: "secret", path: "shop/db" }, key: "password" },
    variable: "DB_PASSWORD",
    mappingName: "lockers.env",
    ...overrides,
  };
}

async function problemOf(work: Promise<unknown>): Promise<Problem | undefined> {
  try {
    await work;
    return undefined;
  } catch (error) {
    if (error instanceof ExpectedError) return error.problem;
    throw error;
  }
}

function parts(kind?: "kv-1" | "kv-2"): {
  vault: MemoryVault;
  editor: MemoryEditor;
  ports: Parameters<typeof moveSecret>[1];
} {
  const vault = memoryVault("local", kind);
  const editor = memoryEditor();
  return {
    vault,
    editor,
    ports: { connections: memoryConnections([vault]), editor, reused: new Set(), restored: new Set() },
  };
}

describe.each(["kv-1", "kv-2"] as const)("on %s", (kind) => {
  test("stores, reads back, edits document and mapping", async () => {
    const { vault, editor, ports } = parts(kind);
    const result = await moveSecret(order(), ports, OPTIONS);
    expect(vault.get(PATH)).toEqual({ password: "hunter2-canary" });
    expect(editor.text).toBe(MOVED);
    expect(editor.mappingText).toBe(`# values are fetched when something starts\n${LINE}`);
    expect(vault.calls).toEqual([`read ${PATH}`, `write ${PATH}`, `read ${PATH}`]);
    expect(editor.changes.map(({ version }) => version)).toEqual([7]);
    expect(result).toMatchObject({
      reference: "vault://local/secret/shop/db/password",
      reused: false,
      saved: true,
      mapping: { before: undefined, after: editor.mappingText },
    });
  });

  test("keeps the other keys of a secret", async () => {
    const { vault, ports } = parts(kind);
    vault.put(PATH, { user: "shop" });
    await moveSecret(order(), ports, OPTIONS);
    expect(vault.get(PATH)).toEqual({ user: "shop", password: "hunter2-canary" });
  });

  test("a replacement takes what the vault holds already, and writes nothing there", async () => {
    const { vault, editor, ports } = parts(kind);
    vault.put(PATH, { password: "hunter2-canary" });
    const result = await moveSecret(order({ replaceOnly: true }), ports, OPTIONS);
    expect([result.reused, editor.text, vault.calls]).toEqual([true, MOVED, [`read ${PATH}`]]);
    editor.text = TEXT;
    editor.mappingText = "";
    expect(await result.undo()).toBe(false);
    expect(vault.get(PATH)).toEqual({ password: "hunter2-canary" });
  });

  test.each([
    ["holds another value by now", { password: "changed" }, "conflict"],
    ["has no such key by now", { user: "shop" }, "key-not-found"],
    ["is gone by now", undefined, "not-found"],
  ] as const)("a replacement leaves all as it is where the secret %s", async (_, fields, code) => {
    const { vault, editor, ports } = parts(kind);
    if (fields !== undefined) vault.put(PATH, fields);
    const problem = await problemOf(moveSecret(order({ replaceOnly: true }), ports, OPTIONS));
    expect(problem?.code).toBe(code);
    expect([editor.text, editor.mappingText, vault.get(PATH)]).toEqual([TEXT, undefined, fields]);
    expect(vault.calls).toEqual([`read ${PATH}`]);
  });

  test("reuses a key that holds the same value", async () => {
    const { vault, editor, ports } = parts(kind);
    vault.put(PATH, { password: "hunter2-canary" });
    const result = await moveSecret(order(), ports, OPTIONS);
    expect(result.reused).toBe(true);
    expect(editor.text).toBe(MOVED);
    expect(vault.calls).toEqual([`read ${PATH}`]);
  });

  test("does not touch a key with another value", async () => {
    const { vault, editor, ports } = parts(kind);
    vault.put(PATH, { password: "other" });
    expect(await problemOf(moveSecret(order(), ports, OPTIONS))).toEqual({
      code: "conflict",
      server: "local",
      path: PATH,
    });
    expect(vault.get(PATH)).toEqual({ password: "other" });
    expect(editor.changes).toEqual([]);
  });

  test("a refused edit takes back what was stored", async () => {
    const { vault, editor, ports } = parts(kind);
    editor.answer = "refuse";
    const problem = await problemOf(moveSecret(order(), ports, OPTIONS));
    expect(problem).toEqual({ code: "edit-refused", file: "app.js", stored: undefined });
    expect(vault.get(PATH)).toBeUndefined();
    expect(editor.text).toBe(TEXT);
  });

  test("undo removes what was stored once the literal is back", async () => {
    const { vault, editor, ports } = parts(kind);
    const result = await moveSecret(order(), ports, OPTIONS);
    expect(await result.undo()).toBe(false);
    expect(vault.get(PATH)).toEqual({ password: "hunter2-canary" });
    editor.text = TEXT;
    // The mapping's line stays: another program may count on it.
    expect(await result.undo()).toBe(false);
    expect(vault.get(PATH)).toEqual({ password: "hunter2-canary" });
    editor.mappingText = "";
    expect(await result.undo()).toBe(true);
    expect(vault.get(PATH)).toBeUndefined();
  });

  test("undo leaves a value that a later move reused", async () => {
    const { vault, editor, ports } = parts(kind);
    const first = await moveSecret(order(), ports, OPTIONS);
    const other = memoryEditor();
    const second = await moveSecret(order(), { ...ports, editor: other }, OPTIONS);
    expect(second.reused).toBe(true);
    Object.assign(editor, { text: TEXT, mappingText: undefined });
    expect(await first.undo()).toBe(false);
    expect(vault.get(PATH)).toEqual({ password: "hunter2-canary" });
  });
});

describe("places that delete what they keep", () => {
  test("a cubbyhole is refused before anything is stored", async () => {
    const { vault, editor, ports } = parts();
    const place = { server: "local", at: { mount: "cubbyhole", path: "app" }, key: "x" };
    expect(await problemOf(moveSecret(order({ place }), ports, OPTIONS))).toMatchObject({
      code: "bad-path",
      path: "cubbyhole/app",
    });
    expect(vault.calls).toEqual([]);
    expect(editor.changes).toEqual([]);
  });

  test.each([
    ["a new value", undefined],
    ["a value that is there", { password: "hunter2-canary" }],
  ])("where versions expire, the literal stays: %s", async (_, held) => {
    const { vault, editor, ports } = parts();
    if (held !== undefined) vault.put(PATH, held);
    vault.deletesAt(Date.UTC(2030, 0, 1));
    expect(await problemOf(moveSecret(order(), ports, OPTIONS))).toEqual({
      code: "not-movable",
      file: "app.js",
      reason: "place-expires",
    });
    expect(editor.text).toBe(TEXT);
    expect(vault.get(PATH)).toEqual(held);
  });
});

describe("taking back", () => {
  test("KV v2 gives the secret its former keys, and our version is destroyed", async () => {
    const { vault, editor, ports } = parts();
    vault.put(PATH, { user: "shop" });
    editor.answer = "refuse";
    await problemOf(moveSecret(order(), ports, OPTIONS));
    expect(vault.get(PATH)).toEqual({ user: "shop" });
    expect(vault.calls.slice(-2)).toEqual([`write ${PATH}`, `destroy ${PATH}`]);
    const second = await vault.client.read({ mount: "secret", path: "shop/db" }, { ...OPTIONS, version: 1 });
    expect([...second.fields.keys()]).toEqual(["user"]);
    await expect(vault.client.read({ mount: "secret", path: "shop/db" }, { ...OPTIONS, version: 2 })).rejects.toThrow(
      "version-gone",
    );
  });

  test("KV v1 keeps a secret that was there before, and says where the value is", async () => {
    const { vault, editor, ports } = parts("kv-1");
    vault.put(PATH, { user: "shop" });
    editor.answer = "refuse";
    const problem = await problemOf(moveSecret(order(), ports, OPTIONS));
    expect(problem).toEqual({ code: "edit-refused", file: "app.js", stored: PATH });
    expect(vault.get(PATH)).toEqual({ user: "shop", password: "hunter2-canary" });
  });

  test.each(["kv-1", "kv-2"] as const)("%s keeps what somebody else wrote meanwhile", async (kind) => {
    const { vault, editor, ports } = parts(kind);
    editor.answer = "refuse";
    const apply = editor.apply.bind(editor);
    editor.apply = (change) => {
      vault.put(PATH, { password: "hunter2-canary", theirs: "x" });
      return apply(change);
    };
    const problem = await problemOf(moveSecret(order(), ports, OPTIONS));
    expect(problem).toMatchObject({ code: "edit-refused", stored: PATH });
    expect(vault.get(PATH)).toEqual({ password: "hunter2-canary", theirs: "x" });
  });

  test("nothing is taken back where the literal has left the document", async () => {
    const { vault, editor, ports } = parts();
    vault.afterNext("write", () => {
      editor.text = MOVED;
    });
    expect(await problemOf(moveSecret(order(), ports, OPTIONS))).toEqual({ code: "document-changed", file: "app.js" });
    expect(vault.get(PATH)).toEqual({ password: "hunter2-canary" });
  });

  test("nothing is taken back where the document is gone", async () => {
    const { vault, editor, ports } = parts();
    vault.afterNext("write", () => {
      editor.gone = true;
    });
    expect((await problemOf(moveSecret(order(), ports, OPTIONS)))?.code).toBe("document-changed");
    expect(vault.get(PATH)).toEqual({ password: "hunter2-canary" });
  });

  test("a failed take-back says where the value is", async () => {
    const { vault, editor, ports } = parts();
    editor.answer = "refuse";
    vault.fail("destroy", { code: "not-allowed", server: "local", path: PATH, right: "update" });
    const problem = await problemOf(moveSecret(order(), ports, OPTIONS));
    expect(problem).toEqual({ code: "edit-refused", file: "app.js", stored: PATH });
  });

  test("where the editor broke off, the literal decides", async () => {
    const { vault, editor, ports } = parts();
    editor.answer = "throw";
    await expect(moveSecret(order(), ports, OPTIONS)).rejects.toThrow("the editor broke off");
    expect(vault.get(PATH)).toBeUndefined();

    const second = parts();
    second.editor.apply = () => {
      second.editor.text = MOVED;
      return Promise.reject(new Error("the editor broke off"));
    };
    await expect(moveSecret(order(), second.ports, OPTIONS)).rejects.toThrow("the editor broke off");
    expect(second.vault.get(PATH)).toEqual({ password: "hunter2-canary" });
  });
});

describe("each step that fails", () => {
  test("nothing is stored when the document has changed before", async () => {
    const { vault, editor, ports } = parts();
    editor.version = 8;
    expect(await problemOf(moveSecret(order(), ports, OPTIONS))).toEqual({ code: "document-changed", file: "app.js" });
    expect(vault.calls).toEqual([]);
  });

  test("nothing is stored where no expression can stand", async () => {
    const { vault, editor, ports } = parts();
    editor.text = 'import "hunter2";';
    const given = order({ document: { path: "a.js", version: 7, text: editor.text }, finding: { start: 8, end: 15 } });
    expect(await problemOf(moveSecret(given, ports, OPTIONS))).toEqual({
      code: "not-movable",
      file: "a.js",
      reason: "module-name",
    });
    expect(vault.calls).toEqual([]);
  });

  test("nothing is stored where the variable means something else, or the mapping is broken", async () => {
    const { vault, editor, ports } = parts();
    editor.mappingText = "DB_PASSWORD=vault://local/secret/other/key\n";
    expect(await problemOf(moveSecret(order(), ports, OPTIONS))).toMatchObject({ reason: "name-taken" });
    editor.mappingText = "nonsense\n";
    expect(await problemOf(moveSecret(order(), ports, OPTIONS))).toMatchObject({ code: "mapping-syntax", line: 1 });
    expect(vault.calls).toEqual([]);
  });

  test("a variable that has this reference already is used again", async () => {
    const { editor, ports } = parts();
    editor.mappingText = LINE;
    await moveSecret(order(), ports, OPTIONS);
    expect(editor.text).toBe(MOVED);
    expect(editor.mappingText).toBe(LINE);
  });

  test.each(["signed-out", "locked"] as const)("%s", async (code) => {
    const { editor, ports } = parts();
    const refused = {
      ...ports.connections,
      client: () => Promise.reject(new ExpectedError({ code, server: "local" })),
    };
    expect((await problemOf(moveSecret(order(), { ...ports, connections: refused }, OPTIONS)))?.code).toBe(code);
    expect(editor.changes).toEqual([]);
  });

  test("a write whose outcome is unknown is kept, and the literal too", async () => {
    const { vault, editor, ports } = parts();
    vault.fail("write", { code: "outcome-unknown", server: "local", path: PATH }, "after");
    expect((await problemOf(moveSecret(order(), ports, OPTIONS)))?.code).toBe("outcome-unknown");
    expect(vault.get(PATH)).toEqual({ password: "hunter2-canary" });
    expect(editor.changes).toEqual([]);
  });

  test("somebody else writes between our read and our write", async () => {
    const { vault, editor, ports } = parts();
    vault.put(PATH, { old: "x" });
    vault.afterNext("read", () => vault.put(PATH, { theirs: "x" }));
    expect((await problemOf(moveSecret(order(), ports, OPTIONS)))?.code).toBe("conflict");
    expect(vault.get(PATH)).toEqual({ theirs: "x" });
    expect(editor.changes).toEqual([]);
  });

  test("a value that does not come back as it was stored leaves the literal in place", async () => {
    const { vault, editor, ports } = parts("kv-1");
    vault.afterNext("write", () => vault.put(PATH, { password: "mangled" }));
    expect((await problemOf(moveSecret(order(), ports, OPTIONS)))?.code).toBe("conflict");
    expect(vault.get(PATH)).toEqual({ password: "mangled" });
    expect(editor.changes).toEqual([]);
  });

  test("a read back that fails takes the value back", async () => {
    const { vault, editor, ports } = parts();
    vault.afterNext("write", () => vault.fail("read", { code: "slow", server: "local", seconds: 30 }));
    expect((await problemOf(moveSecret(order(), ports, OPTIONS)))?.code).toBe("slow");
    expect(vault.get(PATH)).toBeUndefined();
    expect(editor.changes).toEqual([]);
  });

  test("a cancel before the edit takes the value back", async () => {
    const { vault, editor, ports } = parts();
    const controller = new AbortController();
    vault.afterNext("write", () => controller.abort());
    const problem = await problemOf(moveSecret(order(), ports, { ...OPTIONS, signal: controller.signal }));
    expect(problem).toEqual({ code: "cancelled" });
    expect(vault.get(PATH)).toBeUndefined();
    expect(editor.changes).toEqual([]);
  });

  test("a secret whose last version was deleted gets a new one", async () => {
    const { vault, ports } = parts();
    vault.put(PATH, { old: "x" });
    await vault.client.destroy({ mount: "secret", path: "shop/db" }, [1], OPTIONS);
    await moveSecret(order(), ports, OPTIONS);
    expect(vault.get(PATH)).toEqual({ password: "hunter2-canary" });
    expect(vault.versions(PATH)).toBe(2);
  });
});

test("a place in the person's home is written with ~", async () => {
  const vault = memoryVault("egi");
  const editor = memoryEditor();
  const place = { server: "egi", at: { mount: "secrets", path: "users/ada/shop/db" }, key: "password" };
  const connections = memoryConnections([vault], { egi: "users/ada" });
  const { reference } = await moveSecret(
    order({ place }),
    { connections, editor, reused: new Set(), restored: new Set() },
    OPTIONS,
  );
  expect(reference).toBe("vault://egi/secrets/~/shop/db/password");
  expect(vault.get("secrets/users/ada/shop/db")).toEqual({ password: "hunter2-canary" });
});
