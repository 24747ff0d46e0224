import { inspect } from "node:util";
import { expect, test } from "vitest";
import { Secret } from "../../../../src/core/secrets/secret.ts";

const MARK = "canary-2f8c";

test("a secret prints as [secret] wherever text is made of it", () => {
  const secret = Secret.of(MARK);
  const printed = [String(secret), `${secret}`, JSON.stringify({ secret }), inspect({ secret }), inspect(secret)];
  expect(printed.join(" ")).not.toContain(MARK);
  expect(JSON.stringify(secret)).toBe('"[secret]"');
});

test("reveal gives the text back, equals compares it", () => {
  expect(Secret.of(MARK).reveal()).toBe(MARK);
  expect(Secret.of(MARK).equals(Secret.of(MARK))).toBe(true);
  expect(Secret.of(MARK).equals(Secret.of("other"))).toBe(false);
});
