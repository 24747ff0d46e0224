// npm run screenshots: goes through the newcomer's journey and takes the README's pictures on the way.
import { mkdirSync } from "node:fs";
import path from "node:path";
import { node, repository } from "./setup/places.mjs";
import { endChildrenOnSignals, run } from "./setup/run.mjs";
import { setUp } from "./setup/set-up.mjs";

endChildrenOnSignals();
await setUp(["vscode", "chromium", "openbao"]);
const pictures = path.join(repository, "media/screenshots");
mkdirSync(pictures, { recursive: true });
const vitest = path.join(repository, "node_modules/vitest/vitest.mjs");
const { code } = await run(node, [vitest, "run", "--project", "e2e", "test/e2e/newcomer.test.ts"], {
  cwd: repository,
  env: { ...process.env, LOCKERS_PICTURES: pictures },
  limit: 600,
  show: true,
});
process.exitCode = code;
