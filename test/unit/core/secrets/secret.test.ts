import { inspect } from "node:util";
import { expect, test } from "vitest";
import { Secret } from "../../../../src/core/secrets/secret.ts";

const MARK = "canary-2f8c";

test("a secret prints as [secret] wherever text is made of it", () => {
  const secret = Secret.of(MARK);
  expect(String(secret)).toBe("[secret]");
  expect(`of ${secret}`).toBe("of [secret]");
  expect(JSON.stringify({ secret })).toBe('{"secret":"[secret]"}');
  expect(inspect(secret)).toBe("[secret]");
  expect(inspect({ secret })).toBe("{ secret: [secret] }");
});

test("reveal gives the text back, equals compares it", () => {
  expect(Secret.of(MARK).reveal()).toBe(MARK);
  expect(Secret.of(MARK).equals(Secret.of(MARK))).toBe(true);
  expect(Secret.of(MARK).equals(Secret.of("other"))).toBe(false);
});
