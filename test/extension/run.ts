/** Runs suites one after the other in the extension host and keeps a report on disk, which the script reads. */

import { writeFileSync } from "node:fs";
import { inspect } from "node:util";
import { type Extension, extensions, workspace } from "vscode";
import { waitUntil } from "../support/wait-until.ts";
import type { Report, TestContext, TestResult, Tests } from "./harness.ts";

const secondsPerTest = 60;

/** Throws when a test failed. The report goes to the file named by LOCKERS_TEST_REPORT. */
export async function runSuites(suites: Readonly<Record<string, Tests>>): Promise<void> {
  const results: TestResult[] = [];
  report({ ended: false, results });
  const extension = extensions.getExtension("lockers.lockers");
  if (extension === undefined) throw new Error("Lockers is not installed in this VS Code");
  await extension.activate();
  for (const [suite, tests] of Object.entries(suites)) {
    for (const [name, test] of Object.entries(tests)) {
      const error = await outcome(extension, test);
      results.push({ name: `${suite}: ${name}`, error });
      console.log(
        `${error === undefined ? "ok    " : "FAILED"} ${suite}: ${name}${error === undefined ? "" : `\n${error}`}`,
      );
      report({ ended: false, results });
    }
  }
  report({ ended: true, results });
  const failed = results.filter(({ error }) => error !== undefined).length;
  if (failed > 0) throw new Error(`${failed} of ${results.length} tests failed`);
}

/** Undefined when the test passed, else what went wrong. */
async function outcome(extension: Extension<unknown>, test: Tests[string]): Promise<string | undefined> {
  const works: (() => unknown)[] = [];
  const problems: unknown[] = [];
  try {
    await limited(Promise.resolve(test(contextOf(extension, works))));
  } catch (error) {
    problems.push(error);
  }
  for (const work of works.toReversed()) {
    try {
      await work();
    } catch (error) {
      problems.push(error);
    }
  }
  return problems.length === 0 ? undefined : problems.map((problem) => inspect(problem)).join("\n");
}

function contextOf(extension: Extension<unknown>, works: (() => unknown)[]): TestContext {
  const folder = workspace.workspaceFolders?.[0];
  if (folder === undefined) throw new Error("the window has no folder");
  return { extension, workspace: folder.uri, waitUntil, cleanUp: (work) => void works.push(work) };
}

async function limited(work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(new Error(`not done within ${secondsPerTest} s`));
    }, secondsPerTest * 1000);
  });
  try {
    await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

function report(value: Report): void {
  const file = process.env["LOCKERS_TEST_REPORT"];
  if (file === undefined) throw new Error("LOCKERS_TEST_REPORT names no file");
  writeFileSync(file, JSON.stringify(value));
}
