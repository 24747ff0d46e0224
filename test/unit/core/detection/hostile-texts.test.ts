import { assert, constantFrom, property } from "fast-check";
import { describe, expect, test } from "vitest";
import { formatRules } from "../../../../src/core/detection/catalogue.ts";
import { createDetector } from "../../../../src/core/detection/detector.ts";
import { genericKeywords } from "../../../../src/core/detection/generic.ts";
import { kubernetesSecret } from "../../../../src/core/detection/rules/kubernetes-secret.ts";

const detector = createDetector();
const scan = (text: string, path = "deploy.yaml") =>
  detector.scan(text, { path }).map(({ start, end }) => text.slice(start, end));
const keywords = [...new Set([...genericKeywords, ...formatRules.flatMap((rule) => rule.keywords)])];

describe("texts made to hold a scan up", () => {
  test.each([
    ["values in one another", "pwd=", 300_000],
    ["manifests without an end", "kind: Secret\ndata:\n  a: ", 300_000],
    ["one letter", `${"a".repeat(900)}\n`, 300_000],
    ["a name and blanks", `pwd${" ".repeat(100_000)}`, 300_000],
    ["a provider's name", "poly_", 100_000],
  ])("%s: the secret behind them is still found", (_, unit, length) => {
    const text = unit.repeat(Math.ceil(length / unit.length));
    expect(scan(`${text}\n\ntoken: ghp_016C7dbQ4zKx2YvNf83LmTsWpRjEaH1gUcVo\n`).at(-1)).toMatch(/^ghp_/);
  });

  test("a manifest is read at its first keyword only, the next manifest at its own", () => {
    const text =
      "kind: Secret\ndata:\n  a: S2V5TWF0ZXJpYWw5\n# kind: Secret\n---\nkind: Secret\ndata:\n  b: QW5vdGhlcktleTg4\n";
    const found = [...text.matchAll(/kind: Secret/g)].map(({ index }) =>
      kubernetesSecret.flatMap((rule) => rule.find({ text, path: "a.yaml", start: index, end: index + 12 })),
    );
    expect(found.map((matches) => matches.length)).toEqual([1, 0, 1]);
    expect(scan(text)).toEqual(["S2V5TWF0ZXJpYWw5", "QW5vdGhlcktleTg4"]);
  });

  test("one value inside of a few others is found", () => {
    expect(scan("DB_PASSWORD=token=kq8Zt71LwXp02VbnM", "a.env").join(" ")).toContain("kq8Zt71LwXp02VbnM");
  });

  test("any keyword again and again, with what may follow it", () => {
    const tails = ["", "=", ': "', " ", "\n", "A1b2".repeat(15), "a".repeat(900), '"a", '];
    assert(
      property(constantFrom(...keywords), constantFrom(...tails), (keyword, tail) => {
        const unit = keyword + tail;
        const values = scan(unit.repeat(Math.ceil(10_000 / unit.length)));
        expect(values.every((value) => value !== "")).toBe(true);
      }),
      { numRuns: 60 },
    );
  });
});
