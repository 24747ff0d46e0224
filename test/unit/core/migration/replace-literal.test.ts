import { expect, test } from "vitest";
import { problemCode } from "../../../../src/core/errors.ts";
import { replaceLiteral, type ReplaceOrder } from "../../../../src/core/migration/replace-literal.ts";
import { Secret } from "../../../../src/core/secrets/secret.ts";
import { memoryEditor } from "../../../support/memory-editor.ts";
import { memoryConnections, memoryVault } from "../../../support/memory-vault.ts";

const TEXT = 'const token = "old-canary-value";\n';
const OPTIONS = { audit: { who: "quick fix" } };
const OLD = "secret/shop/vault";
const NEW = "secret/shop/vault-locker";

const order = (): ReplaceOrder => ({
  document: { path: "app.js", version: 7, text: TEXT },
  finding: { start: TEXT.indexOf("old"), end: TEXT.indexOf('";') },
  value: Secret.of("new-canary-value"),
  keep: { at: { mount: "secret", path: "shop/vault" }, key: "token" },
  place: { server: "local", at: { mount: "secret", path: "shop/vault-locker" }, key: "token" },
  variable: "TOKEN",
  mappingName: "lockers.env",
});

function world() {
  const vault = memoryVault("local");
  const editor = memoryEditor(TEXT);
  return {
    vault,
    editor,
    ports: { connections: memoryConnections([vault]), editor, reused: new Set<string>(), restored: new Set<string>() },
  };
}

test("the code reads the new value, and the old one is kept", async () => {
  const { vault, editor, ports } = world();
  const { reference } = await replaceLiteral(order(), ports, OPTIONS);
  expect(editor.text).toBe("const token = process.env.TOKEN;\n");
  expect(editor.mappingText).toContain(`TOKEN=${reference}\n`);
  expect(reference).toBe("vault://local/secret/shop/vault-locker/token");
  expect(vault.get(NEW)).toEqual({ token: "new-canary-value" });
  expect(vault.get(OLD)).toEqual({ token: "old-canary-value" });
  expect(vault.calls.indexOf(`write ${OLD}`)).toBeLessThan(vault.calls.indexOf(`write ${NEW}`));
});

test("undo takes both values out once the literal is back, and neither before", async () => {
  const { vault, editor, ports } = world();
  const { undo } = await replaceLiteral(order(), ports, OPTIONS);
  expect(await undo()).toBe(false);
  expect([vault.get(OLD), vault.get(NEW)]).toEqual([{ token: "old-canary-value" }, { token: "new-canary-value" }]);
  Object.assign(editor, { text: TEXT, mappingText: "" });
  expect(await undo()).toBe(true);
  expect([vault.get(OLD), vault.get(NEW)]).toEqual([undefined, undefined]);
});

test.each([
  ["the edit is refused", "refuse", "edit-refused"],
  ["the editor breaks off", "throw", undefined],
] as const)("nothing is left in the vault where %s", async (_, answer, code) => {
  const { vault, editor, ports } = world();
  editor.answer = answer;
  const error: unknown = await replaceLiteral(order(), ports, OPTIONS).catch((problem: unknown) => problem);
  expect(problemCode(error)).toBe(code);
  expect([editor.text, vault.get(OLD), vault.get(NEW)]).toEqual([TEXT, undefined, undefined]);
});

test("the literal stays where the old value cannot be kept, or would be deleted by the server", async () => {
  const taken = world();
  taken.vault.put(OLD, { token: "another" });
  await expect(replaceLiteral(order(), taken.ports, OPTIONS)).rejects.toThrow("conflict");
  expect([taken.editor.text, taken.vault.get(NEW)]).toEqual([TEXT, undefined]);

  const passing = world();
  passing.vault.deletesAt(Date.UTC(2030, 0, 1));
  await expect(replaceLiteral(order(), passing.ports, OPTIONS)).rejects.toThrow("not-movable");
  expect([passing.editor.text, passing.vault.get(OLD), passing.vault.get(NEW)]).toEqual([TEXT, undefined, undefined]);
});
