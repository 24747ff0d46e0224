import { readFileSync, statSync, writeFileSync } from "node:fs";
import { expect, test } from "vitest";
import { createKeptResults, encodeResults, parseResults } from "../../../../src/extension/findings/kept-results.ts";
import { temporaryFolder } from "../../../support/local-vault.ts";

const finding = {
  rule: "generic-password",
  severity: "likely" as const,
  variable: "DB_PASSWORD",
  assignedTo: "dbPassword",
  fingerprint: "f".repeat(32),
  start: 20,
  end: 42,
  startLine: 1,
  startColumn: 21,
  endLine: 1,
  endColumn: 43,
};
const summary = { files: 9, skipped: 1, finished: 1_000, isPartial: false };
const results = {
  files: [
    { uri: "file:///w/a.js", path: "a.js", findings: [finding] },
    { uri: "file:///w/b.js", path: "b.js", findings: [], skipped: { reason: "large" as const, size: 7 } },
  ],
  summary,
};

test("what was kept comes back as it was, from a file that its owner alone can read", async () => {
  const room = temporaryFolder();
  try {
    const file = `${room.path}/new/findings.json`;
    const kept = createKeptResults(file);
    expect(await kept.read()).toBeUndefined();
    await kept.write(results);
    expect(await kept.read()).toEqual(results);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    writeFileSync(file, readFileSync(file, "utf8").slice(0, -9));
    expect(await kept.read()).toBeUndefined();
  } finally {
    room.remove();
  }
});

test("damaged and foreign results are none", () => {
  const text = encodeResults(results);
  expect(parseResults(text)).toEqual(results);
  for (const [from, to] of [
    ['"format":1', '"format":2'],
    ['"likely"', '"worst"'],
    ['"startLine":1', '"startLine":"1"'],
    ['"uri":"file:///w/a.js"', '"uri":7'],
    ['"finished":1000', '"finished":null'],
    ['"large"', '"heavy"'],
  ] as const) {
    expect(text).toContain(from);
    expect(parseResults(text.replace(from, to))).toBeUndefined();
  }
});

test("more than can be kept is not kept at all, so that no part is taken for the whole", () => {
  const findings = Array.from({ length: 10_001 }, () => finding);
  expect(encodeResults({ files: [{ uri: "file:///w/a.js", path: "a.js", findings }], summary })).toBe("");
});
