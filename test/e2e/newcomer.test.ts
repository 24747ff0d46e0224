/** A newcomer's first hour with Lockers, step by step, on real parts: VS Code, a browser, OpenBao, an OpenID provider. */

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openBrowser } from "../support/vscode/browser.ts";
import { codeLens, editorShows } from "../support/vscode/editor.ts";
import { row, view } from "../support/vscode/side-bar.ts";
import { openAddress } from "../support/vscode/window.ts";
import { npmStart, type Started } from "./support/npm-start.ts";

const folder = mkdtempSync(path.join(tmpdir(), "lockers-newcomer-"));
let started: Started;
let browser: BrowserContext;
let page: Page;

beforeAll(async () => {
  started = await npmStart();
  browser = await openBrowser(path.join(folder, "profile"));
});
afterAll(async () => {
  await browser?.close();
  await started?.stop();
  rmSync(folder, { recursive: true, force: true });
});

describe("1. npm start", () => {
  test("opens a real VS Code on the sample, with the Lockers views", async () => {
    page = await openAddress(browser, started.address);
    await editorShows(page, 'const dbPassword = "');
    await view(page, "Secrets").waitFor();
    expect(await view(page, "Findings").isVisible()).toBe(true);
  });
});

describe("2. a secret in the code", () => {
  test("is underlined, has a lens and stands in Findings", async () => {
    await codeLens(page, "Move to vault").waitFor();
    await row(page, "Findings", "app.js").waitFor();
    expect(await codeLens(page, "Ignore").count()).toBe(1);
  });
});
