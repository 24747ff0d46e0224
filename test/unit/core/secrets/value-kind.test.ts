import { randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import { bytesOf, fileBytes, storedText, valueKind } from "../../../../src/core/secrets/value-kind.ts";

const bytes = Uint8Array.from({ length: 100 }, (_, index) => (index * 7) % 256);

test.each([
  ["hunter2", "text"],
  ["", "text"],
  ["one\ntwo", "lines"],
  ['{"a":1}', "json"],
  ["{not json", "text"],
  ["-----BEGIN CERTIFICATE-----\nAA==\n-----END CERTIFICATE-----", "certificate"],
  ["-----BEGIN RSA PRIVATE KEY-----\nAA==\n-----END RSA PRIVATE KEY-----", "private-key"],
  ["-----BEGIN PRIVATE KEY-----\nAA==\n-----END PRIVATE KEY-----", "private-key"],
  [Buffer.from(bytes).toString("base64"), "bytes"],
  [
    Buffer.from("a text in base64 is a text: somebody wrote it so, for a reason of their own").toString("base64"),
    "text",
  ],
  ["A".repeat(63), "text"],
] as const)("%s is %s", (text, kind) => expect(valueKind(text, false)).toBe(kind));

test("what the server holds as JSON is JSON", () => expect(valueKind("5432", true)).toBe("json"));

test.each([new Uint8Array(0), bytes, new TextEncoder().encode("naïve ☃\r\n"), randomBytes(1_048_576)])(
  "a file comes back as it was",
  (file) => expect(Buffer.from(fileBytes(storedText(file))).equals(Buffer.from(file))).toBe(true),
);

test("a long line of base64 is no trap for the pattern", () => {
  expect(bytesOf(`${"A".repeat(1_000_000)}!`)).toBeUndefined();
});
