import { expect, test } from "vitest";
import { lineOfKeys } from "../../../src/cli/hidden-prompt.ts";

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
