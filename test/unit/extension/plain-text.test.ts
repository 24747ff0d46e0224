import { expect, test } from "vitest";
import { plainText } from "../../../src/extension/plain-text.ts";

/** What VS Code takes for a link in a message. */
const LINK = /\[[^\]]+\]\((?:https?:\/\/|command:|file:)[^)\s]+/i;

test.each([
  "[Fix it](command:workbench.action.terminal.sendSequence?%7B%7D)",
  "a [b](https://evil.example) c [d](COMMAND:x)",
  '[x](command:y "title")',
])("%s is no link any more, and reads the same", (text) => {
  expect(text).toMatch(LINK);
  expect(plainText(text)).not.toMatch(LINK);
  expect(plainText(text).replaceAll("\u200B", "")).toBe(text);
});

test("other text stays as it is", () => {
  expect(plainText("list[0] (first) of secret/shop")).toBe("list[0] (first) of secret/shop");
});

test("what would draw an icon in a pick is words", () => {
  expect(plainText("$(pass) Intact")).not.toMatch(/\$\([a-z-]+\)/);
  expect(plainText("$(pass) Intact").replaceAll("\u200B", "")).toBe("$(pass) Intact");
});
