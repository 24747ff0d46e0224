import { expect, test } from "vitest";
import type { Finding, Severity } from "../../../../src/core/detection/finding.ts";
import { certaintyWords, findingName, findingSentence } from "../../../../src/extension/editor/finding-words.ts";

function finding(rule: string, severity: Severity, assignedTo?: string): Finding {
  return { rule, severity, start: 0, end: 9, assignedTo, variable: "X", fingerprint: "f" };
}

const shape = { told: "prefix", marks: ["sk_live_"], pattern: "x", hasChecksum: false } as const;
const rules = (id: string) =>
  ({
    "stripe-live-key": { id, title: "Stripe live key", kind: "format" as const, shape },
    "npm-token": {
      id,
      title: "npm token",
      kind: "format" as const,
      shape: { ...shape, marks: ["npm_"], hasChecksum: true },
    },
    "acme-api-key": {
      id,
      title: "ACME API key",
      kind: "format" as const,
      shape: { ...shape, told: "beside" as const },
    },
    "private-key": { id, title: "Private key", kind: "format" as const },
    password: { id, title: "password", kind: "assignment" as const },
  })[id];

const site = { path: "src/app.js", begins: () => true };

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
  expect(findingSentence(finding("acme-key", "certain"), rules)).toBe("Acme-key in the source.");
});

test.each([
  ["stripe-live-key", "certain", ["**Certain** · prefix, alphabet and length of a Stripe live key"]],
  ["npm-token", "certain", ["**Certain** · prefix and checksum of an npm token"]],
  [
    "npm-token",
    "likely",
    ["**Likely** · prefix, alphabet and length of an npm token", "Not certain: its checksum is wrong."],
  ],
  [
    "acme-api-key",
    "likely",
    [
      "**Likely** · alphabet and length of an ACME API key, beside the name of its provider",
      "Not certain: this format has no prefix and no checksum.",
    ],
  ],
  [
    "private-key",
    "possible",
    ["**Possible** · the format of a Private key", "Not likely: the key is under a passphrase."],
  ],
] as const)("the hover says how sure it is, by what, and why not more or less: %s, %s", (rule, severity, words) => {
  expect(certaintyWords(finding(rule, severity), rules, site)).toEqual(words);
});

test("the hover says what the value is given to, and that a test's path makes it less sure", () => {
  const words = ['**Likely** · a random-looking value given to "dbPassword"'];
  const given = finding("password", "likely", "dbPassword");
  expect(certaintyWords(given, rules, site)).toEqual([...words, "Not certain: only its name and its look tell it."]);
  const possible = finding("password", "possible", "dbPassword");
  expect(certaintyWords(possible, rules, { ...site, path: "test/db.js" })[1]).toBe(
    "Not likely: the file is a test, a sample or documentation.",
  );
  expect(certaintyWords(possible, rules, site)[1]).toBe("Not likely: its name or its look speaks against it.");
});

test("a secret of a provider with an older format is not said to have the newer one's prefix", () => {
  const [words] = certaintyWords(finding("npm-token", "likely"), rules, { ...site, begins: () => false });
  expect(words).toContain("beside the name of its provider");
});

const HOSTILE = ["[Open](command:x) https://a.example", "a\n\n# b", "<img src=x>", "*x* `y` $(lock)", "a\u202Eb\u0000"];

test.each(HOSTILE)("a name from the source makes no link, heading, icon or picture in the hover: %j", (name) => {
  const custom = (id: string) => ({ id, title: name, kind: "assignment" as const });
  const words = certaintyWords(finding("password", "likely", name), custom, site).join("\n\n");
  const nameless = certaintyWords(finding("password", "likely"), custom, site).join("\n\n");
  for (const shown of [words, nameless]) {
    expect(shown.replaceAll("**Likely**", "")).not.toMatch(/\]\(|https:|#\s|<|`|\$\(|\*|\p{Bidi_Control}|\0/u);
    expect(shown.split("\n\n")).toHaveLength(2);
  }
});

test("a message holds a name of any length as one short line", () => {
  const sentence = findingSentence(finding("password", "likely", `a\n\u202E${"b".repeat(500)}`), rules);
  expect(sentence).toMatch(/^"ab{59}…" is given a password in the source\.$/);
});
