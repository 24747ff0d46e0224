import { expect, test } from "vitest";
import { nameLabel } from "../../../../src/extension/secrets/name-label.ts";

test.each([
  ["db", "db"],
  ["👩‍🚒 rota", "👩‍🚒 rota"],
  ["two\nlines", "two\uFFFDlines"],
  ["pay\u202Efdp.exe", "pay\uFFFDfdp.exe"],
  ["zero\u200Bwidth", "zero\uFFFDwidth"],
  ["n".repeat(4096), `${"n".repeat(200)}…`],
])("%j is shown as %j", (name, label) => {
  expect(nameLabel(name)).toBe(label);
});
