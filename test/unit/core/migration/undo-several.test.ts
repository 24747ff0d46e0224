import { expect, test } from "vitest";
import { type MoveOrder, type MoveResult, moveSecret } from "../../../../src/core/migration/move.ts";
import { memoryEditor, type MemoryEditor } from "../../../support/memory-editor.ts";
import { memoryConnections, memoryVault } from "../../../support/memory-vault.ts";

const TEXT = 'const password = "hunter2-canary";\n';
const AT = { mount: "secret", path: "shop/db" };
const PATH = "secret/shop/db";
const OPTIONS = { audit: { who: "quick fix" } };
const KEYS = ["password", "pin", "token"];

function orderTo(key: string): MoveOrder {
  return {
    document: { path: "app.js", version: 7, text: TEXT },
    finding: { start: TEXT.indexOf("hunter2"), end: TEXT.indexOf('";') },
    place: { server: "local", at: AT, key },
    variable: "DB_PASSWORD",
    mappingName: "lockers.env",
  };
}

/** Moves one literal to each key, each out of a document of its own. */
async function movedOnes() {
  const vault = memoryVault();
  const connections = memoryConnections([vault]);
  const shared = { connections, reused: new Set<string>(), restored: new Set<string>() };
  const moves: { readonly editor: MemoryEditor; readonly result: MoveResult }[] = [];
  for (const key of KEYS) {
    const editor = memoryEditor(TEXT);
    moves.push({ editor, result: await moveSecret(orderTo(key), { ...shared, editor }, OPTIONS) });
  }
  const takeBack = async ({ editor, result }: (typeof moves)[0]): Promise<boolean> => {
    Object.assign(editor, { text: TEXT, mappingText: undefined });
    return result.undo();
  };
  return { vault, last: moves.toReversed(), takeBack };
}

test("several values of one secret are taken back one by one, the last first, and no version holds any of them", async () => {
  const { vault, last, takeBack } = await movedOnes();
  for (const move of last) expect(await takeBack(move)).toBe(true);
  expect(vault.get(PATH)).toBeUndefined();
  expect(vault.versions(PATH)).toBe(5);
  for (let version = 1; version <= 5; version++) {
    await expect(vault.client.read(AT, { ...OPTIONS, version })).rejects.toThrow("version-gone");
  }
});

test("they stay where somebody has written in between, even the same", async () => {
  const { vault, last, takeBack } = await movedOnes();
  const [third, second] = last;
  if (third === undefined || second === undefined) throw new Error("two are needed");
  expect(await takeBack(third)).toBe(true);
  const fields = { password: "hunter2-canary", pin: "hunter2-canary" };
  vault.put(PATH, fields);
  expect(await takeBack(second)).toBe(false);
  expect(vault.get(PATH)).toEqual(fields);
});
