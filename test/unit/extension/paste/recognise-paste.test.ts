import { expect, test } from "vitest";
import { createDetector } from "../../../../src/core/detection/detector.ts";
import { recognisePaste } from "../../../../src/extension/paste/recognise-paste.ts";

const detector = createDetector();
// Put together here, so that no scanner takes this file for a leak.
const KEY = ["sk", "live", "9fKq2LmXw7RbT4vYc8HdN3sJ"].join("_");

/** What is pasted at the `|` of a document. */
function recognised(pasted: string, marked: string, path = "src/app.js") {
  const start = marked.indexOf("|");
  const text = marked.replace("|", "");
  const found = recognisePaste(pasted, { text, path, ranges: [{ start, end: start }] }, (source, where) =>
    detector.scan(source, where),
  );
  return found && { secret: found.secret, rule: found.finding.rule, variable: found.finding.variable };
}

test("a text is a secret by its format, whatever blanks are around it", () => {
  expect(recognised(`\n ${KEY}\t`, 'pay("|")')).toMatchObject({ secret: KEY });
  expect(recognised(KEY, "|", "test/fixtures/app.test.js")).toMatchObject({ secret: KEY });
});

test("or by the place, and the place gives the name", () => {
  const pasted = "gr4vel-Heron-22-Moss";
  expect(recognised(pasted, 'const dbPassword = "|";')).toMatchObject({ secret: pasted, variable: "DB_PASSWORD" });
  expect(recognised(pasted, 'const heading = "|";')).toBeUndefined();
});

test.each([
  ["code that holds one", `pay("${KEY}")`],
  ["two of them", `${KEY} ${KEY}`],
  ["a word", "hello"],
  ["nothing", "  "],
  ["a file", KEY.repeat(1000)],
])("%s is pasted as ever", (_, pasted) => {
  expect(recognised(pasted, 'const key = "|";')).toBeUndefined();
});
