import { expect, test } from "vitest";
import { createDetector } from "../../../../src/core/detection/detector.ts";

const detector = createDetector();
const SECRET = 'password = "kq8Zt71LwXp02VbnM"';

function linesFound(text: string): number[] {
  return detector.scan(text, { path: "a.js" }).map(({ start }) => text.slice(0, start).split("\n").length);
}

test("between secretlint-disable and secretlint-enable nothing is found", () => {
  expect(
    linesFound(`${SECRET}\n/* secretlint-disable */\n${SECRET}\n${SECRET}\n/* secretlint-enable */\n${SECRET}\n`),
  ).toEqual([1, 6]);
});

test("without secretlint-enable nothing is found down to the end", () => {
  expect(linesFound(`${SECRET}\n# secretlint-disable @secretlint/rule\n${SECRET}\n`)).toEqual([1]);
});

test("the forms for one line switch off no block", () => {
  expect(linesFound(`// secretlint-disable-next-line\n${SECRET}\n${SECRET}\n`)).toEqual([3]);
  expect(linesFound(`${SECRET} // secretlint-disable-line\n${SECRET}\n`)).toEqual([2]);
});

test("a text that speaks of the mark switches nothing off", () => {
  expect(linesFound(`const mark = "secretlint-disable";\n${SECRET}\n`)).toEqual([2]);
});
