/**
 * Time of our code at the start of the extension host: reading and running `dist/extension.cjs`, and `activate`. Beside it
 * what VS Code's own list of running extensions has, which counts its own waiting around the two as well.
 */

import { cpSync, globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Page } from "playwright-core";
import { openBrowser } from "../../test/support/vscode/browser.ts";
import { runCommand } from "../../test/support/vscode/quick-input.ts";
import { openWindow, reloadWindow } from "../../test/support/vscode/window.ts";
import { pack } from "../../test/support/pack.ts";
import { repository } from "../setup/places.mjs";
import { installExtension, startServer } from "../vscode/server.ts";
import { type Bench, median } from "./figure.ts";

const runs = 5;

export const bench: Bench = async () => {
  const folder = mkdtempSync(path.join(tmpdir(), "lockers-activation-"));
  try {
    const shown = median(await activations(folder));
    const ours = readFileSync(timesFile(folder), "utf8").trim().split("\n").map(Number);
    return [
      { what: "activation in the extension host, our code", value: median(ours), unit: "ms", atMost: 25 },
      { what: "the same as VS Code shows it", value: shown, unit: "ms" },
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

const timesFile = (folder: string): string => path.join(folder, "times");

/** Puts a clock around our entry in the installed copy: one line of milliseconds for each start. */
function clockOurCode(data: string, times: string): void {
  const [manifest] = globSync("**/lockers.lockers-*/package.json", { cwd: data });
  if (manifest === undefined) throw new Error("the installed extension is not there");
  const file = path.join(data, manifest);
  const read = JSON.parse(readFileSync(file, "utf8")) as { main: string };
  writeFileSync(file, JSON.stringify({ ...read, main: "./clocked.cjs" }));
  writeFileSync(
    path.join(path.dirname(file), "clocked.cjs"),
    `const begun = performance.now();
const entry = require(${JSON.stringify(read.main)});
const reading = performance.now() - begun;
exports.activate = (context) => {
  const called = performance.now();
  const given = entry.activate(context);
  const took = reading + performance.now() - called;
  require("node:fs").appendFileSync(${JSON.stringify(times)}, took + "\\n");
  return given;
};
exports.deactivate = entry.deactivate;
`,
  );
}

async function activations(folder: string): Promise<number[]> {
  const data = path.join(folder, "server");
  const workspace = path.join(folder, "shop");
  cpSync(path.join(repository, "test/fixtures/sample"), workspace, { recursive: true });
  await installExtension(data, await pack(folder));
  clockOurCode(data, timesFile(folder));
  const server = await startServer({ data, environment: { LOCKERS_HOME: path.join(folder, "home") } });
  try {
    const browser = await openBrowser(path.join(folder, "profile"));
    try {
      const page = await openWindow(server, browser, workspace);
      const found = [await activationTime(page)];
      while (found.length < runs) {
        await reloadWindow(page);
        found.push(await activationTime(page));
      }
      return found;
    } finally {
      await browser.close();
    }
  } finally {
    await server.stop();
  }
}

async function activationTime(page: Page): Promise<number> {
  await runCommand(page, "Developer: Show Running Extensions");
  const ours = page.locator(".runtime-extensions-editor .extension").filter({ hasText: "Lockers" }).first();
  const text = await ours.locator(".activation-time").filter({ hasText: /\d+ms/ }).innerText();
  return Number(/(\d+)ms/.exec(text)?.[1]);
}
