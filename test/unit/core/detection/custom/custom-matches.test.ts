import { expect, test } from "vitest";
import { customMatches } from "../../../../../src/core/detection/custom/custom-matches.ts";
import { parseCustomRules } from "../../../../../src/core/detection/custom/parse-custom-rules.ts";
import { withCustom } from "../../../../../src/core/detection/custom/with-custom.ts";
import { createDetection } from "../../../../../src/core/detection/detection.ts";

const { detector, ruleName } = createDetection();

function found(text: string, ...entries: readonly Record<string, unknown>[]): readonly string[] {
  const { rules, problems } = parseCustomRules(entries, () => false);
  expect(problems).toEqual([]);
  return customMatches(text, rules, () => undefined).map(({ start, end }) => text.slice(start, end));
}

const ACME = { id: "acme", pattern: "acme_[a-z0-9]{8}" };

test("a pattern is found around its keyword, in either case, each place once", () => {
  expect(found("a acme_12345678 b\nacme_abcdefgh\nACME_12345678", ACME)).toEqual(["acme_12345678", "acme_abcdefgh"]);
  expect(found("ACME_12345678", { ...ACME, pattern: "(?i)acme_[a-z0-9]{8}" })).toEqual(["ACME_12345678"]);
});

test("only around it: a pattern without its keyword nearby finds nothing", () => {
  const rule = { id: "hex", pattern: "[0-9a-f]{16}", keywords: ["acme"] };
  const secret = "0123456789abcdef";
  expect(found(`acme ${" ".repeat(400)}${secret}`, rule)).toEqual([secret]);
  expect(found(`acme ${" ".repeat(600)}${secret}`, rule)).toEqual([]);
  expect(found(`${secret}${" ".repeat(400)} acme`, rule)).toEqual([secret]);
  expect(found(secret, rule)).toEqual([]);
});

test("a group can be the secret", () => {
  expect(found('acme key: "s3cret-Value"', { id: "x", pattern: 'acme key: "([^"]+)"', secretGroup: 1 })).toEqual([
    "s3cret-Value",
  ]);
});

test("in a long text with keywords everywhere each secret is found once, whole", () => {
  const secrets = Array.from({ length: 300 }, (_, i) => `acme_${String(10_000_000 + i)}`);
  const text = secrets.map((secret, i) => `${"x acme ".repeat(i % 37)} ${secret};`).join("\n");
  expect(found(text, ACME)).toEqual(secrets);
});

test("patterns that find nothing of length, and more than a secret's length, come to an end", () => {
  expect(found("acme acme", { id: "x", pattern: "a*", keywords: ["acme"] }).every((text) => text === "a")).toBe(true);
  expect(found(`acme${"b".repeat(3000)}`, { id: "x", pattern: "acme\\w+" })).toEqual([]);
});

function all(text: string, ...entries: readonly Record<string, unknown>[]) {
  const { rules } = parseCustomRules(entries, () => false);
  const context = { path: "src/app.js" };
  const matches = customMatches(text, rules, () => undefined);
  return withCustom(text, context, detector.scan(text, context), { matches, rules, ruleName });
}

const KEY = ["sk", "live", "9fKq2LmXw7RbT4vYc8HdN3sJ"].join("_");

test("of one place there is one finding: formats before a person's rules, those before mere names", () => {
  const text = `const apiPassword = "acme_12345678";\nconst key = "${KEY}";\n`;
  const stripe = { id: "any-live", pattern: "live_\\w+" };
  const findings = all(text, { ...ACME, severity: "certain" }, stripe);
  expect(findings.map(({ rule, severity }) => [rule, severity])).toEqual([
    ["acme", "certain"],
    [detector.scan(`"${KEY}"`, { path: "" })[0]?.rule, "certain"],
  ]);
  expect(findings[0]).toMatchObject({ assignedTo: "apiPassword", variable: "API_PASSWORD" });
});

test("what a comment ignores stays away, tests are only possible, and no fingerprint knows a value", () => {
  expect(all('a("acme_12345678"); // lockers:ignore\n', ACME)).toEqual([]);
  const [one] = all('a("acme_12345678");', ACME);
  const [other] = all('a("acme_87654321");', ACME);
  expect(one?.fingerprint).toBe(other?.fingerprint);
});

test("without a match all is as it was, the very same", () => {
  const context = { path: "src/app.js" };
  const text = `const key = "${KEY}";\n`;
  const before = detector.scan(text, context);
  expect(withCustom(text, context, before, { matches: [], rules: [], ruleName })).toBe(before);
});

test("findings of built-in rules keep the fingerprints that ignore lists and baselines know", () => {
  const id = ["AKIA", "QYLPMN5HNM4OTJ2X"].join("");
  const aws = `aws_access_key_id=${id} aws_secret_access_key=9fKq2LmXw7RbT4vYc8HdN3sJ+pQzWe5uAa6BbCc1\n`;
  const disabled = `/* secretlint-disable */ a("${KEY}"); /* secretlint-enable */ b("${KEY.replace("9fKq", "7aBc")}");\n`;
  const text = `${aws}${disabled}acme_12345678\n`;
  const before = detector.scan(text, { path: "src/app.js" });
  expect(before).toHaveLength(2);
  expect(before[0]?.related).toBeDefined();
  expect(all(text, ACME).filter(({ rule }) => rule !== "acme")).toEqual(before);
});
