import { array, assert, property } from "fast-check";
import { describe, expect, test } from "vitest";
import { formatRules } from "../../../../src/core/detection/catalogue.ts";
import { createDetector } from "../../../../src/core/detection/detector.ts";
import { FAR_REACH } from "../../../../src/core/detection/rule.ts";
import { longestLook } from "../../../../src/core/detection/pattern-length.ts";
import { applied, longText, pieces, randomEdit } from "../../../support/edited-texts.ts";

const detector = createDetector();
const context = { path: "src/app.ts" };

describe("a text that is edited", () => {
  // test/contract/edited-texts.contract.test.ts does the same 100,000 times.
  test("has after each edit the findings of a full scan", () => {
    assert(
      property(pieces, array(array(randomEdit, { minLength: 1, maxLength: 3 }), { maxLength: 12 }), (parts, steps) => {
        let text = longText(parts, 7000);
        const open = detector.open(text, context);
        for (const step of steps) {
          const after = applied(text, step);
          text = after.text;
          expect(open.edit(text, after.changes)).toEqual(detector.scan(text, context));
        }
      }),
      { numRuns: 60 },
    );
  });

  test("whose far end closes a key has it found, and loses it again", () => {
    const body = "MIIEowIBAAKCAQEAx7Zt71LwXp02VbnMkq8Zt71LwXp02VbnMkq8Zt71LwXp02Vb\n".repeat(200);
    const begin = `-----BEGIN RSA PRIVATE KEY-----\n${body}`;
    const end = "-----END RSA PRIVATE KEY-----\n";
    const open = detector.open(begin, context);
    const closed = open.edit(begin + end, [{ start: begin.length, end: begin.length, length: end.length }]);
    expect(closed).toEqual(detector.scan(begin + end, context));
    expect(closed[0]?.end).toBeGreaterThan(13_000);
    const opened = open.edit(begin, [{ start: begin.length, end: begin.length + end.length, length: 0 }]);
    expect(opened).toEqual(detector.scan(begin, context));
    expect(opened).not.toEqual(closed);
  });

  test("gives fingerprints that count equal lines anew", () => {
    const line = 'const dbPassword = "Tr7!kqo-93x";\n';
    const open = detector.open(line, context);
    const prints = open.edit(line + line, [{ start: 0, end: 0, length: line.length }]).map((f) => f.fingerprint);
    expect(new Set(prints).size).toBe(2);
    expect(open.findings.map((f) => f.fingerprint)).toEqual(prints);
  });
});

describe("how far a pattern looks", () => {
  test.each([
    ["[a-z]{3,40}", 40],
    ["a|bcd|[)\\]]{5}", 5],
    ["(?:ab){2,3}c?\\b", 7],
    ["(?<![a-z])x(?=[0-9]{1,9};)", 11],
    ["\\u0041[\\]]\\.", 3],
    ["a+", Infinity],
    ["(?:a{2,}|b)c", Infinity],
  ])("%s: %d", (source, length) => {
    expect(longestLook(source)).toBe(length);
  });

  test("is told by every rule that looks far, and by no rule without an end", () => {
    const far = formatRules.filter((rule) => rule.looksFar?.() === true).map(({ id }) => id);
    expect(far).toEqual(expect.arrayContaining(["jwt", "private-key", "kubernetes-secret"]));
    expect(far.length).toBeLessThan(20);
    expect(FAR_REACH).toBeGreaterThan(20_000);
  });
});
