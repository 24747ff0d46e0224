/** The suites of test/extension in the extension host of a real VS Code. */

import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Report } from "../../test/extension/harness.ts";
import { openBrowser } from "../../test/support/vscode/browser.ts";
import { runInExtensionHost } from "../../test/support/vscode/extension-host.ts";
import { cache, repository } from "../setup/places.mjs";
import { startServer } from "../vscode/server.ts";
import { bundleSuites } from "./bundle-suites.ts";
import { broken, type SuiteResult } from "./result.ts";

export interface Room {
  readonly folder: string;
  /** A fresh copy of the sample. */
  readonly workspace: string;
  readonly report: string;
  /** Variables for the VS Code that runs the suites. */
  readonly environment: Readonly<Record<"LOCKERS_HOME" | "LOCKERS_TEST_REPORT" | "LOCKERS_CACHE", string>>;
}

/** A throw-away folder for one run. */
export function makeRoom(): Room {
  const folder = mkdtempSync(path.join(tmpdir(), "lockers-extension-"));
  const workspace = path.join(folder, "shop");
  cpSync(path.join(repository, "test/fixtures/sample"), workspace, { recursive: true });
  const home = path.join(folder, "home");
  mkdirSync(home, { mode: 0o700 });
  const report = path.join(folder, "report.json");
  return {
    folder,
    workspace,
    report,
    environment: { LOCKERS_HOME: home, LOCKERS_TEST_REPORT: report, LOCKERS_CACHE: cache },
  };
}

/** Counts from the report that the host left. */
export function readReport(file: string): SuiteResult {
  let report: Report;
  try {
    report = JSON.parse(readFileSync(file, "utf8")) as Report;
  } catch {
    return broken("extension: the extension host left no report");
  }
  const failed = report.results.filter(({ error }) => error !== undefined);
  const ended = report.ended && report.results.length > 0;
  return {
    passed: report.results.length - failed.length,
    failed: failed.length + (ended ? 0 : 1),
    notes: [
      ...failed.map(({ name, error }) => `FAILED ${name}\n${String(error)}`),
      ...(ended ? [] : ["extension: not all tests have run"]),
    ],
  };
}

/** VS Code itself is talkative: what it prints goes to a file. */
function keep(lines: readonly string[]): string {
  const file = path.join(repository, "reports/extension-host.log");
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, lines.join("\n"));
  return file;
}

/** The suites in the VS Code that the set-up brings. */
export async function extensionSuite(): Promise<SuiteResult> {
  const suite = await bundleSuites();
  const room = makeRoom();
  const lines: string[] = [];
  try {
    const server = await startServer({
      data: path.join(room.folder, "server"),
      development: true,
      environment: room.environment,
    });
    try {
      const browser = await openBrowser(path.join(room.folder, "profile"));
      try {
        const { workspace } = room;
        await runInExtensionHost({
          server,
          browser,
          workspace,
          extension: repository,
          suite,
          limit: 420,
          log: (line) => lines.push(line),
        });
      } finally {
        await browser.close();
      }
    } finally {
      await server.stop();
    }
    const result = readReport(room.report);
    console.log(lines.filter((line) => /^(ok|FAILED) /.test(line)).join("\n"));
    if (result.failed > 0) console.log(`everything the host printed: ${keep(lines)}`);
    return result;
  } finally {
    rmSync(room.folder, { recursive: true, force: true });
  }
}
