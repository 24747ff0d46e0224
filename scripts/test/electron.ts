/** The suites of test/extension in a desktop VS Code that @vscode/test-electron brings. */

import { rmSync } from "node:fs";
import path from "node:path";
import { downloadAndUnzipVSCode, runTests } from "@vscode/test-electron";
import { cache, repository } from "../setup/places.mjs";
import { npm } from "../setup/packages.mjs";
import { program } from "../setup/step.mjs";
import { bundleSuites } from "./bundle-suites.ts";
import { makeRoom, readReport } from "./extension.ts";

async function download(): Promise<string | undefined> {
  try {
    return await downloadAndUnzipVSCode({
      version: "stable",
      cachePath: path.join(cache, "vscode-desktop"),
      timeout: 60_000,
    });
  } catch (error) {
    console.error(`VS Code could not be downloaded: ${String(error)}`);
    console.error("The same suites run without that download with: npm run test:extension");
    return undefined;
  }
}

const vscodeExecutablePath = await download();
if (vscodeExecutablePath === undefined) process.exit(1);
await program("build", npm, ["run", "--silent", "build"], { cwd: repository, limit: 60 });
const extensionTestsPath = await bundleSuites();
const room = makeRoom();
try {
  const own = [
    "--user-data-dir",
    path.join(room.folder, "data"),
    "--extensions-dir",
    path.join(room.folder, "extensions"),
  ];
  await runTests({
    vscodeExecutablePath,
    extensionDevelopmentPath: repository,
    extensionTestsPath,
    extensionTestsEnv: room.environment,
    launchArgs: [room.workspace, ...own, "--disable-extensions", "--disable-workspace-trust", "--password-store=basic"],
  }).catch((error: unknown) => {
    console.error(String(error)); // the report says which tests failed
  });
  const { passed, failed, notes } = readReport(room.report);
  console.log([...notes, `${passed} passed, ${failed} failed`].join("\n"));
  process.exitCode = failed === 0 ? 0 : 1;
} finally {
  rmSync(room.folder, { recursive: true, force: true });
}
