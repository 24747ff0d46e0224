import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { readTokenFile } from "../../../src/node/token-file.ts";

const home = mkdtempSync(join(tmpdir(), "lockers-token-file-"));
afterAll(() => rmSync(home, { recursive: true }));

test("the token another program left, without the line's end", async () => {
  writeFileSync(join(home, ".vault-token"), "s.abc\n");
  expect((await readTokenFile("~/.vault-token", home))?.reveal()).toBe("s.abc");
  expect((await readTokenFile(join(home, ".vault-token"), "/nowhere"))?.reveal()).toBe("s.abc");
  expect((await readTokenFile(".vault-token", home))?.reveal()).toBe("s.abc");
});

test("no file is no token", async () => {
  expect(await readTokenFile("~/absent", home)).toBeUndefined();
});

test.each([
  ["nothing", ""],
  ["two lines", "s.one\ns.two\n"],
  ["a token in JSON", '{"token": "s.one"}'],
  ["something huge", "s".repeat(1024 * 1024)],
])("%s is told without quoting it", async (_, text) => {
  writeFileSync(join(home, "odd"), text);
  const read = readTokenFile("odd", home);
  await expect(read).rejects.toMatchObject({ problem: { code: "bad-input", what: join(home, "odd") } });
  await expect(read).rejects.not.toThrow(/s\.one/u);
});

test("what cannot be read is told", async () => {
  await expect(readTokenFile(".", home)).rejects.toMatchObject({ problem: { code: "file-unreadable" } });
});
