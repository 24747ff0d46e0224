import { expect, test } from "vitest";
import { parseIgnoreFile } from "../../../../src/core/detection/ignore-file.ts";
import { withIgnored } from "../../../../src/extension/findings/ignore-file.ts";

const A = "a".repeat(32);
const B = "0123456789abcdef0123456789abcdef";
const finding = {
  rule: "stripe-live-key",
  severity: "certain",
  start: 0,
  end: 1,
  assignedTo: undefined,
  variable: "STRIPE_API_KEY",
  fingerprint: B,
} as const;

test("a line is added with the rule and the place, and is read back", () => {
  const text = withIgnored("", finding, "src/app.js");
  expect(text).toBe(`${B}  # stripe-live-key src/app.js\n`);
  expect(parseIgnoreFile(text).ignores(finding, "src/app.js")).toBe(true);
});

test("what was there stays, a missing line end is added, CRLF is kept", () => {
  expect(withIgnored(A, finding, "a.js")).toBe(`${A}\n${B}  # stripe-live-key a.js\n`);
  expect(withIgnored(`${A}\r\n`, finding, "a.js")).toBe(`${A}\r\n${B}  # stripe-live-key a.js\r\n`);
});
