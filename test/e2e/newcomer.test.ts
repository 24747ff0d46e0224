/** A newcomer's first hour with Lockers, step by step, on real parts: VS Code, a browser, OpenBao, an OpenID provider. */

import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFailed, test } from "vitest";
import { openBrowser } from "../support/vscode/browser.ts";
import { codeLens, editorShows, quickFixes, squiggles } from "../support/vscode/editor.ts";
import { toast } from "../support/vscode/messages.ts";
import { answer, choose, openFile, runCommand } from "../support/vscode/quick-input.ts";
import { row, showLockers, view } from "../support/vscode/side-bar.ts";
import { openAddress } from "../support/vscode/window.ts";
import { runProgram } from "../support/run-program.ts";
import { waitUntil } from "../support/wait-until.ts";
import { npmStart, type Started } from "./support/npm-start.ts";

const folder = mkdtempSync(path.join(tmpdir(), "lockers-newcomer-"));
const passphrase = "correct horse battery staple";
/** The values that the sample holds at first. */
const planted = { app: "plum-Lantern-8813-Quay", job: "hx9Tq2Lw7Vb4Nz6Rk1Mp", env: "Otter!77-Marble-Stair" };
let started: Started;
let browser: BrowserContext;
let page: Page;

beforeAll(async () => {
  started = await npmStart();
  browser = await openBrowser(path.join(folder, "profile"));
});
let failed = false;
beforeEach(({ task, skip }) => {
  skip(failed, "a step before it failed");
  onTestFailed(async () => {
    failed = true;
    await page?.screenshot({ path: `reports/e2e/${task.name.replaceAll(/\W+/g, "-")}.png` });
  });
});
afterAll(async () => {
  await browser?.close();
  await started?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const read = (file: string): string => readFileSync(path.join(started.workspace, file), "utf8");

/** Runs a program in the workspace, in an ordinary environment. */
const runPlainly = (command: string, ...args: string[]) => runProgram(command, args, { cwd: started.workspace });

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
    expect(await squiggles(page, "info").count()).toBe(1);
    expect(await runPlainly("node", "app.js")).toEqual({ stdout: "connected as shop\n", stderr: "", code: 0 });
  });

  test("moves to a new local vault with one sheet and a passphrase", async () => {
    await codeLens(page, "Move to vault").click();
    await choose(page, "Move");
    await choose(page, "Choose a Passphrase");
    await answer(page, "Encrypts the local vault", passphrase, { masked: true });
    await answer(page, "once more", passphrase, { masked: true });
    await toast(page, "Moved. lockers.env now holds the reference").waitFor();
    expect(read("app.js")).toContain("const dbPassword = process.env.DB_PASSWORD;");
    expect(read("app.js")).not.toContain(planted.app);
    expect(read("lockers.env")).toContain("DB_PASSWORD=vault://local/secret/shop/db/password");
  });

  test("is asked for by the program that lost it", async () => {
    const { code, stderr } = await runPlainly("node", "app.js");
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: "DB_PASSWORD is not set. Start with: lockers run -- node app.js\n",
    });
  });

  test("is found in files that are not open, by a scan", async () => {
    await runCommand(page, "Lockers: Scan Workspace for Secrets");
    await showLockers(page);
    await row(page, "Findings", "job.py").waitFor();
    await row(page, "Findings", ".env").waitFor();
    expect(await row(page, "Findings", "app.js").count()).toBe(0);
  });

  test("moves from Python by the quick fix", async () => {
    await openFile(page, "job.py");
    const fixes = await quickFixes(page, 4, 20);
    await fixes.filter({ hasText: "Move secret to vault…" }).click();
    await choose(page, "Move");
    await editorShows(page, 'report_token = os.environ["REPORT_TOKEN"]');
    await waitUntil("job.py saved", () => !read("job.py").includes(planted.job));
    expect(read("job.py")).toMatch(/^import os$/m);
    expect(read("lockers.env")).toContain("REPORT_TOKEN=vault://local/secret/shop/report/token");
  });

  test("moves from .env and leaves a comment", async () => {
    await openFile(page, ".env");
    await codeLens(page, "Move to vault").click();
    await choose(page, "Move");
    await editorShows(page, "# SMTP_PASSWORD is in lockers.env");
    await waitUntil(".env saved", () => !read(".env").includes(planted.env));
    expect(read(".env")).toContain("SMTP_HOST=mail.example.org\n");
    expect(read("lockers.env")).toContain("SMTP_PASSWORD=vault://local/secret/shop/smtp/password");
  });
});
