import { spawnSync } from "node:child_process";
import { cpSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { buildCli, type CliHost, cliHost } from "../support/cli-process.ts";
import { sarifProblems } from "../support/sarif-schema.ts";

let host: CliHost;
beforeAll(() => {
  buildCli();
  host = cliHost();
  writeFileSync(join(host.folder, "app.js"), `pay("acme_12345678"); // ${"a".repeat(300)}!\n`);
});
afterAll(() => host.close());

async function scanWith(rules: unknown) {
  writeFileSync(join(host.folder, "rules.json"), typeof rules === "string" ? rules : JSON.stringify(rules));
  return host.lockers(["scan", "app.js", "--rules", "rules.json"]);
}

const ACME = { id: "acme-key", title: "Acme key", pattern: "acme_[0-9]{8}" };

test("rules of a file find what they tell, under their own names", async () => {
  const { status, out } = await scanWith([ACME]);
  expect(status).toBe(1);
  expect(out).toMatch(/^app\.js:1:6 .*Acme key/m);
  expect(out).not.toContain("12345678");
  const json = await host.lockers(["scan", "app.js", "--rules", "rules.json", "--format", "json"]);
  expect(JSON.parse(json.out)).toMatchObject({ findings: [{ rule: "acme-key", startColumn: 6, endColumn: 19 }] });
});

test("a pattern that never comes to an end is named, and the others' findings are told", async () => {
  const { status, out, err } = await scanWith({
    rules: [{ id: "stray", pattern: "(a+)+$", keywords: ["acme"] }, ACME],
  });
  expect(status).toBe(74);
  expect(out).toContain("Acme key");
  expect(err).toContain("the pattern of rule stray did not come to an end");
});

test("a report in SARIF says as well that a rule was left out", async () => {
  const rules = [{ id: "stray", pattern: "(a+)+$", keywords: ["acme"] }, ACME];
  writeFileSync(join(host.folder, "rules.json"), JSON.stringify(rules));
  const { status, out } = await host.lockers(["scan", "app.js", "--rules", "rules.json", "--format", "sarif"]);
  const report: unknown = JSON.parse(out);
  expect([status, sarifProblems(report)]).toEqual([74, []]);
  const text = expect.stringContaining("rule stray did not come to an end") as unknown;
  const invocations = [{ executionSuccessful: false, toolExecutionNotifications: [{ message: { text } }] }];
  expect(report).toMatchObject({ runs: [{ invocations, results: [{ ruleId: "acme-key" }] }] });
});

test.each([
  [[ACME, { id: "x", pattern: "acme(" }], /rule x: its pattern is not a regular expression: Unterminated group/],
  [[{ id: "github-token", pattern: "acme" }], /rule github-token: another rule has this id/],
  ["{", /not JSON/],
])("a rule that cannot be used stops the scan and is named", async (rules, words) => {
  const { status, out, err } = await scanWith(rules);
  expect([status, out]).toEqual([65, ""]);
  expect(err).toMatch(words);
});

test("a program whose thread for rules is broken says so, blames no rule and tells what the others found", async () => {
  const dist = join(host.folder, "dist");
  cpSync(join(import.meta.dirname, "..", "..", "dist"), dist, { recursive: true });
  rmSync(join(dist, "custom-rules-worker.cjs"));
  writeFileSync(join(host.folder, "rules.json"), JSON.stringify([ACME]));
  writeFileSync(join(host.folder, "b.js"), 'dbPassword = "Tr7!kqo-93x"\n');
  const args = [join(dist, "cli.mjs"), "scan", "b.js", "--rules", "rules.json"];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: host.folder, encoding: "utf8" });
  expect(status).toBe(74);
  expect(stdout).toContain("b.js:1:15");
  expect(stderr).toContain("the rules of rules.json were left out: the thread they run in did not start");
  expect(stderr).not.toContain("acme-key");
});
