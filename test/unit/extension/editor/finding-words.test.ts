import { expect, test } from "vitest";
import type { Finding, Severity } from "../../../../src/core/detection/finding.ts";
import { certaintyWords, findingName, findingSentence } from "../../../../src/extension/editor/finding-words.ts";

function finding(rule: string, severity: Severity, assignedTo?: string): Finding {
  return { rule, severity, start: 0, end: 9, assignedTo, variable: "X", fingerprint: "f" };
}

const rules = (id: string) =>
  ({
    "stripe-live-key": { id, title: "Stripe live key", kind: "format" as const },
    password: { id, title: "password", kind: "assignment" as const },
  })[id];

test("a provider's key is named by its format, whatever it is given to", () => {
  expect(findingSentence(finding("stripe-live-key", "certain", "key"), rules)).toBe("Stripe live key in the source.");
  expect(findingName(finding("stripe-live-key", "certain", "key"), rules)).toBe("Stripe live key");
});

test("an assignment is named by what is given a value", () => {
  expect(findingSentence(finding("password", "likely", "dbPassword"), rules)).toBe(
    '"dbPassword" is given a password in the source.',
  );
  expect(findingName(finding("password", "likely", "dbPassword"), rules)).toBe("Password");
});

test("what is only possible is said as a guess", () => {
  expect(findingSentence(finding("password", "possible", "dbPassword"), rules)).toBe(
    'May be a password: "dbPassword".',
  );
});

test("a rule this version does not know still reads as a sentence", () => {
  expect(findingSentence(finding("acme-key", "certain"), rules)).toBe("acme-key in the source.");
});

test("the hover says how sure it is", () => {
  expect(certaintyWords(finding("stripe-live-key", "certain"), rules)).toBe(
    "**Certain** · the format of a Stripe live key",
  );
  expect(certaintyWords(finding("password", "likely", "dbPassword"), rules)).toContain("**Likely**");
});

test("a name from the source makes no link in the hover", () => {
  const words = certaintyWords(finding("password", "likely", "[Open](command:x) https://a.example"), rules);
  expect(words).not.toMatch(/\]\(|https:/);
});
