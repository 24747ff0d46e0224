// npm run bench [NAME…]: measures what the budgets are about. No test fails on these figures.
import { fileURLToPath } from "node:url";
import { node, repository } from "./setup/places.mjs";
import { endChildrenOnSignals, run } from "./setup/run.mjs";
import { setUp } from "./setup/set-up.mjs";

endChildrenOnSignals();
try {
  await setUp(["vscode", "chromium", "openbao"]);
  const main = fileURLToPath(new URL("bench/main.ts", import.meta.url));
  const { code } = await run(node, [main, ...process.argv.slice(2)], { cwd: repository, limit: 20 * 60, show: true });
  process.exitCode = code;
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
