import { expect, test } from "vitest";
import { ownWrite } from "../../../../src/extension/move/own-write.ts";

const change = { after: "A=vault://local/secret/a/k\nB=1\n" };

test("what the move wrote is approved as the file has it", () => {
  expect(ownWrite(change, change.after)).toBe(change.after);
  const windows = change.after.replaceAll("\n", "\r\n");
  expect(ownWrite(change, windows)).toBe(windows);
});

test("what somebody else put there meanwhile is not", () => {
  expect(ownWrite(change, `${change.after}API_BASE=https://evil.example/\n`)).toBeUndefined();
  expect(ownWrite(change, change.after.replace("local", "evil"))).toBeUndefined();
  expect(ownWrite(change, undefined)).toBeUndefined();
});
