/** Runs one project of vitest and counts from its JSON report. */

import { mkdirSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { node, repository } from "../setup/places.mjs";
import { run } from "../setup/run.mjs";
import { broken, type SuiteResult } from "./result.ts";

interface VitestReport {
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly assertionResults: readonly {
      readonly fullName: string;
      readonly status: string;
      readonly failureMessages?: readonly string[];
    }[];
  }[];
}

/** `limit` is in seconds. Skipped tests and files that could not be loaded count as failures. */
export async function vitest(project: string, limit: number): Promise<SuiteResult> {
  const file = path.join(repository, "reports", `vitest-${project}.json`);
  mkdirSync(path.dirname(file), { recursive: true });
  rmSync(file, { force: true });
  const program = path.join(repository, "node_modules/vitest/vitest.mjs");
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${file}`];
  const { code, timedOut } = await run(node, [program, "run", "--project", project, ...reporters], {
    cwd: repository,
    limit,
    show: true,
  });
  if (timedOut) return broken(`${project}: stopped after ${limit} s`);
  const report = read(file);
  if (report === undefined) return broken(`${project}: vitest ended with ${String(code)} and left no report`);
  const result = count(report);
  if (result.passed + result.failed === 0) return broken(`${project}: no tests were found`);
  if (code !== 0 && result.failed === 0)
    return { ...result, failed: 1, notes: [`${project}: ended with ${String(code)}`] };
  return result;
}

function read(file: string): VitestReport | undefined {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as VitestReport;
  } catch {
    return undefined;
  }
}

function count(report: VitestReport): SuiteResult {
  const tests = report.testResults.flatMap(({ assertionResults }) => assertionResults);
  const passed = tests.filter(({ status }) => status === "passed").length;
  const notPassed = tests.filter(({ status }) => status !== "passed");
  const notLoaded = report.testResults.filter(
    ({ status, assertionResults }) => status === "failed" && assertionResults.every((test) => test.status === "passed"),
  );
  return {
    passed,
    failed: tests.length - passed + notLoaded.length,
    notes: [
      ...notPassed.map(({ fullName, status, failureMessages }) =>
        [`${status}: ${fullName}`, ...(failureMessages ?? [])].join("\n"),
      ),
      ...notLoaded.map(({ name }) => `${path.relative(repository, name)} failed outside its tests`),
    ],
  };
}
