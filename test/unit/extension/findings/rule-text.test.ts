import { describe, expect, test } from "vitest";
import { formatRules, ruleName } from "../../../../src/core/detection/catalogue.ts";
import { createDetector } from "../../../../src/core/detection/detector.ts";
import { genericRules } from "../../../../src/core/detection/generic.ts";
import { revokeStep } from "../../../../src/extension/findings/revoke-steps.ts";
import { ruleText } from "../../../../src/extension/findings/rule-text.ts";

const ids = [...new Set([...formatRules, ...genericRules].map(({ id }) => id))];

describe("the page about a rule", () => {
  test("every rule has one, with an example of the shape, what to do, and how to ignore", () => {
    const poor = ids.filter((id) => {
      const text = ruleText(id, ruleName(id));
      const parts = ["## What it finds", "```text", "## How sure it is", "## What to do", "## If it is none"];
      return !parts.every((part) => text.includes(part)) || /undefined|```text\n\n/.test(text);
    });
    expect(poor).toEqual([]);
    expect(ids.length).toBeGreaterThan(600);
  });

  test("none holds a value: what a scan finds there is no more than the marks, letters of the pattern and rows of one character", () => {
    const detector = createDetector();
    const values = ids.flatMap((id) => {
      const text = ruleText(id, ruleName(id));
      const { marks = [], pattern = "" } = ruleName(id)?.shape ?? {};
      return detector
        .scan(text, { path: "page.md" })
        .filter(({ rule, severity }) => rule === id || severity === "certain")
        .map(({ start, end }) => marks.reduce((rest, mark) => rest.replace(mark, ""), text.slice(start, end)))
        .filter((rest) => !/^(.?)\1*$/.test(rest) && !pattern.includes(rest));
    });
    expect(values).toEqual([]);
  });

  test("says what a GitHub token begins with, that its checksum counts, and where it is revoked", () => {
    const text = ruleText("github-token", ruleName("github-token"));
    expect(text).toContain("`ghp_`");
    expect(text).toContain("ghp_xxxxxx…");
    expect(text).toContain("**Certain** where its checksum is right");
    expect(text).toContain("https://docs.github.com/");
  });

  test("well-known providers say where to revoke, others only in general", () => {
    const known = ["aws-secret-key", "stripe-live-key", "slack-token", "gitlab-token", "npm-token", "private-key"];
    expect(known.filter((id) => revokeStep(id) === undefined)).toEqual([]);
    expect(revokeStep("generic-password")).toBeUndefined();
    expect(ids.filter((id) => revokeStep(id) !== undefined).length).toBeGreaterThan(20);
  });

  test("a rule of another version, or one of somebody's settings, cannot write into the page", () => {
    expect(ruleText("acme-key", undefined)).toContain("no rule of this name");
    const hostile = ruleText("x", { id: "x", title: "[a](command:b)\n# c", kind: "format" });
    expect(hostile).not.toContain("](command:");
    expect(hostile).not.toMatch(/\n# c/);
  });
});
