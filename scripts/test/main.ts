/** Runs the suites that are named as arguments and prints `N passed, N failed` over all of them on the last line. */

import { repository } from "../setup/places.mjs";
import { npm } from "../setup/packages.mjs";
import { endChildrenOnSignals, run } from "../setup/run.mjs";
import { checks } from "./checks.ts";
import { extensionSuite } from "./extension.ts";
import { broken, sum, type SuiteResult } from "./result.ts";
import { vitest } from "./vitest.ts";

const suites: Readonly<Record<string, () => Promise<SuiteResult>>> = {
  check: async () => sum([await checks(), await vitest("unit", 480)]),
  contract: () => vitest("contract", 600),
  extension: extensionSuite,
  package: () => vitest("package", 180),
  e2e: () => vitest("e2e", 480),
};

async function runSuite(name: string): Promise<SuiteResult> {
  const suite = suites[name];
  if (suite === undefined) return broken(`no suite ${name}`);
  const started = Date.now();
  console.log(`\n=== ${name}`);
  const result = await suite().catch((error: unknown) => broken(`${name}: ${String(error)}`));
  const seconds = ((Date.now() - started) / 1000).toFixed(0);
  console.log(`=== ${name}: ${result.passed} passed, ${result.failed} failed, ${seconds} s`);
  return result;
}

async function build(): Promise<SuiteResult> {
  const { code, output } = await run(npm, ["run", "--silent", "build"], { cwd: repository, limit: 60 });
  return code === 0 ? { passed: 0, failed: 0, notes: [] } : broken(`the build failed\n${String(output)}`);
}

endChildrenOnSignals();
const results = [await build()];
for (const name of process.argv.slice(2)) results.push(await runSuite(name));
const total = sum(results);
console.log(`\n${total.notes.join("\n")}`);
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exit(total.failed === 0 ? 0 : 1);
