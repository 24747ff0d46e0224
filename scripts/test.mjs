// npm test [SUITE…]: sets up what the suites need, then runs them under Node 24. Runs on Node 20 without any package.
import { fileURLToPath } from "node:url";
import { node, repository } from "./setup/places.mjs";
import { endChildrenOnSignals, run } from "./setup/run.mjs";
import { setUp } from "./setup/set-up.mjs";

const needs = {
  check: [],
  contract: ["openbao", "python"],
  extension: ["vscode", "chromium", "openbao"],
  package: ["vscode", "chromium"],
  e2e: ["vscode", "chromium", "openbao"],
};

endChildrenOnSignals();
const asked = process.argv.slice(2);
const suites = asked.length > 0 ? asked : Object.keys(needs);
const unknown = suites.filter((suite) => !(suite in needs));
if (unknown.length > 0) {
  console.error(`no suite ${unknown.join(", ")}; there are ${Object.keys(needs).join(", ")}`);
  process.exit(64);
}
try {
  await setUp([...new Set(suites.flatMap((suite) => needs[suite]))]);
  const main = fileURLToPath(new URL("test/main.ts", import.meta.url));
  const { code } = await run(node, [main, ...suites], { cwd: repository, limit: 30 * 60, show: true });
  process.exitCode = code;
} catch (error) {
  console.error(error.message);
  console.log(`0 passed, ${suites.length} failed`); // nothing that was asked for has run
  process.exitCode = 1;
}
