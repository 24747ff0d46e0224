import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { ruleName } from "../../../../src/core/detection/catalogue.ts";
import { createDetector } from "../../../../src/core/detection/detector.ts";
import { parseMarked } from "../../../support/marked-text.ts";

// test/cases/detection/<rule>/{found,ignored}-<name>/<path of the file>, marks as in test/support/marked-text.ts.
const ROOT = join(import.meta.dirname, "../../../cases/detection");
const files = globSync("*/*/**", { cwd: ROOT, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) =>
    join(entry.parentPath, entry.name)
      .slice(ROOT.length + 1)
      .replaceAll("\\", "/"),
  )
  .toSorted();
const detector = createDetector();

function casesOf(prefix: "found" | "ignored"): readonly string[] {
  return files.filter((file) => file.split("/")[1]?.startsWith(`${prefix}-`));
}

/** Findings that an editor shows, as `rule: secret`. */
function found(file: string): { shown: string[]; wanted: string[] } {
  const [rule = "", , ...path] = file.split("/");
  const { text, spans } = parseMarked(readFileSync(join(ROOT, file), "utf8"));
  const findings = detector.scan(text, { path: path.join("/") });
  return {
    shown: findings
      .filter(({ severity }) => severity !== "possible")
      .map((finding) => `${finding.rule}: ${text.slice(finding.start, finding.end)}`),
    wanted: spans.map(({ start, end }) => `${rule}: ${text.slice(start, end)}`),
  };
}

describe("cases of detection", () => {
  test("every file is in a folder named found- or ignored-, below the id of a rule", () => {
    expect(files.length).toBeGreaterThan(20);
    expect(casesOf("found").length + casesOf("ignored").length).toBe(files.length);
    expect(files.filter((file) => ruleName(file.split("/")[0] ?? "") === undefined)).toEqual([]);
  });

  test.each(casesOf("found"))("%s", (file) => {
    const { shown, wanted } = found(file);
    expect(wanted).not.toEqual([]);
    expect(shown).toEqual(wanted);
  });

  test.each(casesOf("ignored"))("%s", (file) => {
    expect(found(file).shown).toEqual([]);
  });
});
