/** Types, lint, format and unused code, each of which counts as one test. */

import { repository } from "../setup/places.mjs";
import { npm } from "../setup/packages.mjs";
import { run } from "../setup/run.mjs";
import { sum, type SuiteResult } from "./result.ts";

const scripts = ["types", "lint", "format:check", "unused"];

export async function checks(): Promise<SuiteResult> {
  return sum(await Promise.all(scripts.map(check)));
}

async function check(script: string): Promise<SuiteResult> {
  const { code, output } = await run(npm, ["run", "--silent", script], { cwd: repository, limit: 180 });
  console.log(`${code === 0 ? "ok    " : "FAILED"} ${script}${code === 0 ? "" : `\n${output}`}`);
  return code === 0
    ? { passed: 1, failed: 0, notes: [] }
    : { passed: 0, failed: 1, notes: [`npm run ${script} failed`] };
}
