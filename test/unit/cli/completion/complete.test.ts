import { assert, property, string } from "fast-check";
import { expect, test } from "vitest";
import { COMMANDS } from "../../../../src/cli/commands.ts";
import { splitLine } from "../../../../src/cli/completion/command-line.ts";
import { complete, type Known } from "../../../../src/cli/completion/complete.ts";
import { completionAnswer } from "../../../../src/cli/completion/shells.ts";

const known: Known = {
  servers: async () => ["egi", "work"],
  paths: async (typed, server) => [`${typed}*`, `on ${server ?? "nothing"}`],
};

async function offered(line: string): Promise<{ readonly words: readonly string[]; readonly files: boolean }> {
  const { words, files } = await complete(splitLine(line), COMMANDS, known);
  return { words: words.map(({ word }) => word), files };
}

test.each([
  ["", { before: [], current: "" }],
  ["get se", { before: ["get"], current: "se" }],
  ["get secret/a\\ b 'it is'", { before: ["get", "secret/a b"], current: "it is" }],
  ['put "a \\"b\\" c" ', { before: ["put", 'a "b" c'], current: "" }],
  ["get 'open wor", { before: ["get"], current: "open wor" }],
  ["get a\\", { before: ["get"], current: "a\\" }],
])("%j is split as shells do", (line, expected) => {
  expect(splitLine(line)).toEqual(expected);
});

test("any line is split, and nothing is thrown", () => {
  assert(
    property(string({ unit: "binary" }), (line) => {
      expect(splitLine(line).before.length).toBeLessThanOrEqual(line.length);
    }),
  );
});

test.each([
  ["get --ser", ["--version", "--base64", "--server", "--format", "--help"]],
  ["get --server ", ["local", "egi", "work"]],
  ["get --server=", ["--server=local", "--server=egi", "--server=work"]],
  ["--server egi get se", ["se*", "on egi"]],
  ["get --server=work se", ["se*", "on work"]],
  ["get secret/x ", []],
  ["list --format ", ["text", "json", "yaml", "env"]],
  ["locker ", ["create", "put", "get", "list", "check", "revoke"]],
  ["server remove ", ["local", "egi", "work"]],
  ["completion ", ["bash", "zsh", "fish"]],
  ["nonsense ", []],
  ["login --method ", ["oidc", "device", "userpass", "ldap", "approle", "token", "token-file"]],
])("behind %j", async (line, words) => {
  expect(await offered(line)).toEqual({ words, files: false });
});

test.each(["scan ", "run -- ", "put secret/x @", "put secret/x key=@pa", "server add a https://a --ca-file "])(
  "behind %j a file fits",
  async (line) => {
    expect((await offered(line)).files).toBe(true);
  },
);

test("the first word is a command, or the first word of one", async () => {
  const { words } = await offered("");
  expect(words).toContain("locker");
  expect(words).not.toContain("locker create");
  expect(new Set(words).size).toBe(words.length);
});

test("each shell gets the words that fit, as it takes them", () => {
  const found = { words: [{ word: "a b's", help: "help" }, { word: "x" }, { word: "a\nb" }], files: false };
  expect(completionAnswer("bash", "a", found)).toBe("words\na\\ b\\'s\n");
  expect(completionAnswer("zsh", "a", found)).toBe("words\na b's\n");
  expect(completionAnswer("fish", "", found)).toBe("words\na b's\thelp\nx\n");
  const reference = { words: [{ word: "vault://egi/secret/ž" }], files: true };
  expect(completionAnswer("bash", "vault://e", reference)).toBe("files\n//egi/secret/ž\n");
});
