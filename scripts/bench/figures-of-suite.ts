import { mkdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { build } from "esbuild";
import { openBrowser } from "../../test/support/vscode/browser.ts";
import { runInExtensionHost } from "../../test/support/vscode/extension-host.ts";
import { repository } from "../setup/places.mjs";
import { startServer } from "../vscode/server.ts";
import type { Figure } from "./figure.ts";

/** Runs a file of this folder in the extension host of a real VS Code; `folder` is one that it may use; VS Code opens `workspace` in it. */
export async function figuresOfSuite(file: string, folder: string): Promise<readonly Figure[]> {
  const suite = path.join(folder, "suite.cjs");
  const report = path.join(folder, "figures.json");
  const workspace = path.join(folder, "workspace");
  mkdirSync(workspace, { recursive: true });
  await build({
    entryPoints: [path.join(repository, "scripts/bench", file)],
    outfile: suite,
    bundle: true,
    platform: "node",
    format: "cjs",
    target: "node22",
    external: ["vscode"],
    logLevel: "warning",
  });
  const environment = { LOCKERS_HOME: path.join(folder, "home"), LOCKERS_TEST_REPORT: report };
  const server = await startServer({ data: path.join(folder, "server"), development: true, environment });
  try {
    const browser = await openBrowser(path.join(folder, "profile"));
    try {
      const lines: string[] = [];
      const log = (line: string): void => void lines.push(line);
      const ended = await runInExtensionHost({
        server,
        browser,
        workspace,
        extension: repository,
        suite,
        limit: 120,
        log,
      });
      if (ended !== 0) throw new Error(lines.slice(-20).join("\n"));
      return JSON.parse(readFileSync(report, "utf8")) as readonly Figure[];
    } finally {
      await browser.close();
    }
  } finally {
    await server.stop();
  }
}
