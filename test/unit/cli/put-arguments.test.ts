import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { CommandContext } from "../../../src/cli/command.ts";
import { readData, readReferenced } from "../../../src/cli/put-arguments.ts";
import { fakeIo, type FakeIo } from "../../support/fake-io.ts";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "lockers-put-"));
  writeFileSync(join(folder, "value.txt"), "a\r\nb\n");
  writeFileSync(join(folder, "object.json"), '{"user":"shop","port":5432}');
  writeFileSync(join(folder, "binary"), new Uint8Array([0xff, 0xfe]));
});
afterAll(() => rmSync(folder, { recursive: true }));

function contextWith(io: FakeIo): CommandContext {
  return {
    io,
    env: {},
    cwd: folder,
    clock: { now: () => 0 },
    signal: new AbortController().signal,
    server: undefined,
    format: "text",
    commands: new Map(),
    services: () => Promise.reject(new Error("not needed")),
  };
}

async function read(words: string[], options: Parameters<typeof fakeIo>[0] = {}) {
  const io = fakeIo(options);
  const data = await readData(contextWith(io), words, { shown: "secret/shop/db" });
  return {
    io,
    data: Object.fromEntries(
      [...data].map(([key, { value, json }]) => [key, json ? [value.reveal()] : value.reveal()]),
    ),
  };
}

test.each<[string[], Parameters<typeof fakeIo>[0], object]>([
  [["a=b=c", "empty="], {}, { a: "b=c", empty: "" }],
  [["a=1", "a=2"], {}, { a: "2" }],
  [["cert=@value.txt"], {}, { cert: "a\r\nb\n" }],
  [["pw=-", "user=x"], { stdin: "from input\n" }, { pw: "from input\n", user: "x" }],
  [["@object.json", "user=other"], {}, { user: "other", port: ["5432"] }],
  [["-"], { stdin: "A=1\nB=2\n" }, { A: "1", B: "2" }],
  [["a=-b"], {}, { a: "-b" }],
  [["password"], { terminal: true, answers: ["hunter2"] }, { password: "hunter2" }],
])("put %j", async (words, options, expected) => {
  expect((await read(words, options)).data).toEqual(expected);
});

test("the question names key and secret", async () => {
  const { io } = await read(["password"], { terminal: true, answers: ["x"] });
  expect(io.asked).toEqual(["password for secret/shop/db (not shown): "]);
});

test.each([
  [[], "needs a key"],
  [["=x"], "A key is missing"],
  [["password"], "no terminal"],
  [["-", "a=-"], "can be read once"],
])("put %j is a usage error", async (words, text) => {
  await expect(read(words)).rejects.toThrow(text);
});

test("files that cannot be read or are no text are named", async () => {
  await expect(read(["a=@nothing"])).rejects.toMatchObject({ problem: { code: "file-unreadable", file: "nothing" } });
  await expect(read(["a=@binary"])).rejects.toMatchObject({ problem: { code: "bad-input", what: "binary" } });
});

test("a typed value is warned of once, on a terminal only", async () => {
  expect((await read(["a=b", "c=d"], { terminal: true })).io.stderr().match(/warning/gu)).toHaveLength(1);
  expect((await read(["a=b"])).io.stderr()).toBe("");
  expect((await read(["a=@value.txt", "b="], { terminal: true })).io.stderr()).toBe("");
});

async function readReference(words: string[], options: Parameters<typeof fakeIo>[0]): Promise<string[][]> {
  const data = await readReferenced(contextWith(fakeIo(options)), { key: "a=b", words, shown: "secret/x" });
  return [...data].map(([key, field]) => [key, field.value.reveal()]);
}

test("a reference takes its value asked, from input or from a file; its key may hold =", async () => {
  expect(await readReference([], { terminal: true, answers: ["x"] })).toEqual([["a=b", "x"]]);
  expect(await readReference(["-"], { stdin: "y" })).toEqual([["a=b", "y"]]);
  expect(await readReference(["@value.txt"], {})).toEqual([["a=b", "a\r\nb\n"]]);
  await expect(readReference(["plain"], {})).rejects.toThrow("takes its value");
});
