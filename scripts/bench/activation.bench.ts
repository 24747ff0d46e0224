/** Time of our code at the start of the extension host, as VS Code's own list of running extensions has it. */

import { cpSync, mkdtempSync, rmSync } from "node:fs";
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
    const value = median(await activations(folder));
    return [{ what: "activation in the extension host", value, unit: "ms", atMost: 25 }];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

async function activations(folder: string): Promise<number[]> {
  const data = path.join(folder, "server");
  const workspace = path.join(folder, "shop");
  cpSync(path.join(repository, "test/fixtures/sample"), workspace, { recursive: true });
  await installExtension(data, await pack(folder));
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
