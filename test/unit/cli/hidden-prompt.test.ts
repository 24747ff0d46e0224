import { expect, test } from "vitest";
import { PassThrough } from "node:stream";
import { askHidden, lineOfKeys } from "../../../src/cli/hidden-prompt.ts";

test("one question after the other is answered; nothing of the answers is shown", async () => {
  const raw: boolean[] = [];
  const stdin = Object.assign(new PassThrough(), { isTTY: true, setRawMode: (mode: boolean) => raw.push(mode) });
  const stderr = new PassThrough();
  const terminal = { stdin, stderr } as unknown as Parameters<typeof askHidden>[1];
  const answers: string[] = [];
  for (const answer of ["first", "second"]) {
    const asked = askHidden("Passphrase: ", terminal);
    stdin.write(`${answer}\r`);
    answers.push((await asked).reveal());
  }
  expect(answers).toEqual(["first", "second"]);
  expect(raw).toEqual([true, false, true, false]);
  expect(String(stderr.read())).toBe("Passphrase: \nPassphrase: \n");
});

function typed(keys: string): [string, string] {
  const line = lineOfKeys();
  let state = "more";
  for (const key of keys) if (state === "more") state = line.press(key);
  return [state, line.text()];
}

test.each([
  ["Enter ends the line", "hunter2\r", ["done", "hunter2"]],
  ["Backspace takes back a whole character", "a🔒\u007Fb\n", ["done", "ab"]],
  ["Backspace on nothing does nothing", "\u007F\ba\r", ["done", "a"]],
  ["Ctrl-U takes back all", "abc\u0015d\r", ["done", "d"]],
  ["Ctrl-C cancels", "abc\u0003", ["cancelled", "abc"]],
  ["Ctrl-D cancels an empty line only", "\u0004", ["cancelled", ""]],
  ["Ctrl-D behind text is ignored", "a\u0004b\r", ["done", "ab"]],
  ["other control keys are no characters", "a\u001Bb\r", ["done", "ab"]],
])("%s", (_, keys, expected) => {
  expect(typed(keys)).toEqual(expected);
});
