import { describe, expect, test } from "vitest";
import { formatRules } from "../../../../src/core/detection/catalogue.ts";
import { createDetector } from "../../../../src/core/detection/detector.ts";
import { longestLook } from "../../../../src/core/detection/pattern-length.ts";
import { FAR_REACH, type Rule, type RuleShape } from "../../../../src/core/detection/rule.ts";
import { samplesOf } from "../../../support/format-samples.ts";

const detector = createDetector();
const shaped = formatRules.flatMap((rule) => {
  const { shape } = rule;
  return shape === undefined ? [] : [{ rule, shape, positives: positives(rule, shape) }];
});
/** Their structure is more than their pattern says: they have cases of their own. */
const STRUCTURED = new Set(["jwt", "grafana-api-key", "atlassian-data-center-token", "vault-legacy-token"]);

interface Positive {
  readonly text: string;
  readonly secret: string;
}

/** Texts that hold a secret of the format as it stands in code, and that secret. */
function positives(rule: Rule, shape: RuleShape): readonly Positive[] {
  const isBeside = shape.told === "beside";
  const [mark = ""] = rule.keywords.length >= 900 ? ["MTk4"] : shape.marks;
  return samplesOf(shape.pattern, 2, isBeside ? "i" : "").map((made) => {
    const secret = shape.told === "prefix" ? mark + made : made;
    const noun = rule.title.endsWith(" ID") ? "client_id" : "secret_key";
    const name = isBeside ? `${mark}${/[a-z0-9]$/.test(mark) ? "_" : ""}${noun}` : "value";
    return { secret, text: `${name} = "${secret}"\n` };
  });
}

/** The shortest text of the format without its last characters, so that it is none any more. */
function nearMiss(shape: RuleShape, made: readonly Positive[]): string {
  const fits = new RegExp(`(?:${shape.pattern})(?![A-Za-z0-9_])`, "i");
  const [shortest] = made.toSorted((a, b) => a.secret.length - b.secret.length);
  let { secret = "", text = "" } = shortest ?? {};
  while (secret.length > 1 && fits.test(secret)) {
    text = text.replace(secret, secret.slice(0, -1));
    secret = secret.slice(0, -1);
  }
  return text;
}

function spans(text: string, rule?: string): readonly string[] {
  return detector
    .scan(text, { path: "app.conf" })
    .filter((finding) => rule === undefined || finding.rule === rule)
    .flatMap(({ start, end, related }) => [
      text.slice(start, end),
      related ? text.slice(related.start, related.end) : "",
    ]);
}

describe("every rule of the catalogue", () => {
  test("has an id in lower case with hyphens, and keywords that the prefilter can find", () => {
    expect(formatRules.filter(({ id }) => !/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(id)).map(({ id }) => id)).toEqual([]);
    const poor = formatRules.filter(
      ({ keywords }) => keywords.length === 0 || keywords.some((word) => !/^[\x20-\x40[-~]{2,}$/.test(word)),
    );
    expect(poor.map(({ id }) => id)).toEqual([]);
    expect(new Set(formatRules.map(({ id }) => id)).size).toBeGreaterThan(1000);
  });

  test("finds, exactly, a secret that its pattern makes", () => {
    const missed = shaped
      .filter(({ rule }) => !STRUCTURED.has(rule.id))
      .filter((one) => !one.positives.some(({ text, secret }) => spans(text).includes(secret)));
    expect(missed.map(({ rule }) => rule.id)).toEqual([]);
  });

  test("is silent for the same with a character too few", () => {
    const loud = shaped.filter((one) => spans(nearMiss(one.shape, one.positives), one.rule.id).length > 0);
    expect(loud.map(({ rule }) => rule.id)).toEqual([]);
  });

  test("looks no farther than the engine reads, and repeats no repetition", () => {
    const wrong = shaped.filter(
      ({ shape }) => longestLook(shape.pattern) > FAR_REACH || /[*+}]\)[*+]|[*+]\)\{/.test(shape.pattern),
    );
    expect(wrong.map(({ rule }) => rule.id)).toEqual([]);
  });
});
