/** Secrets that are pasted, with real keys in a real VS Code: their references come into the file, they themselves do not. */

import { randomBytes } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, expect, onTestFailed, test } from "vitest";
import { filesGivingAway } from "../support/canary.ts";
import { openBrowser } from "../support/vscode/browser.ts";
import { codeLens } from "../support/vscode/editor.ts";
import { toast, toastButton } from "../support/vscode/messages.ts";
import { leavePicture } from "../support/vscode/picture.ts";
import { answer, choose, openFile, quickInput, runCommand } from "../support/vscode/quick-input.ts";
import { waitUntil } from "../support/wait-until.ts";
import { type Lockers, lockersProgram } from "./support/lockers-program.ts";
import { npmStart, openStarted, type Started } from "./support/npm-start.ts";

const passphrase = "correct horse battery staple";
const folder = mkdtempSync(path.join(tmpdir(), "lockers-paste-"));
let started: Started;
let lockers: Lockers;
let browser: BrowserContext;
let page: Page;

beforeAll(async () => {
  started = await npmStart();
  lockers = lockersProgram(started, { LOCKERS_LOCAL_PASSPHRASE: passphrase });
  browser = await openBrowser(path.join(folder, "profile"));
  for (const name of ["one", "two", "three", "four"]) {
    writeFileSync(path.join(started.workspace, `${name}.js`), `const ${name}Key = "";\nconst other = "";\n`);
  }
  page = await openStarted(browser, started);
  await codeLens(page, "Move to vault").waitFor(); // Lockers is there
});
let failed = false;
beforeEach(({ task, skip }) => {
  skip(failed, "a step before it failed");
  onTestFailed(async () => {
    failed = true;
    if (page !== undefined) await leavePicture(page, `paste-${task.name}`);
  });
});
afterAll(async () => {
  await browser?.close();
  await started?.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** A key of Stripe's format that nobody has. */
function newKey(): string {
  return `sk_live_${randomBytes(40).toString("base64").replaceAll(/\W/g, "").slice(0, 24)}`;
}

/** VS Code empties a file before it writes it: what must stand there is waited for. */
const read = (file: string): string => readFileSync(path.join(started.workspace, file), "utf8");
const mapping = (pattern: RegExp): RegExpMatchArray | undefined => read("lockers.env").match(pattern) ?? undefined;

/** The person's own settings, wherever the window keeps them. */
function settingsSay(text: string): boolean {
  const room = path.dirname(started.workspace);
  return readdirSync(room, { recursive: true, encoding: "utf8" })
    .filter((file) => path.basename(file) === "settings.json")
    .some((file) => readFileSync(path.join(room, file), "utf8").includes(text));
}

/** Puts the cursor between the quotes of a line and pastes. */
async function pasteInto(file: string, line: number, text: string): Promise<void> {
  await openFile(page, file);
  await page.evaluate(`navigator.clipboard.writeText(${JSON.stringify(text)})`);
  await page
    .locator(".editor-group-container.active .view-lines .view-line")
    .nth(line - 1)
    .click();
  await page.keyboard.press("End");
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("Control+V");
}

/** Waits until the first line of the active editor reads so. */
async function firstLine(text: string): Promise<void> {
  const line = page.locator(".editor-group-container.active .view-lines .view-line").first();
  // The editor draws a space as a no-break space.
  await waitUntil(`the line ${text}`, async () => (await line.textContent())?.replaceAll("\u00A0", " ") === text);
}

async function statusSays(text: string): Promise<void> {
  await page.locator(".statusbar-item").filter({ hasText: text }).first().waitFor();
}

async function chooseReference(): Promise<void> {
  await page.locator(".post-edit-widget").click();
  await page.locator(".action-widget .monaco-list-row").filter({ hasText: "Paste as vault reference" }).click();
}

test("the paste control changes a plain paste for a reference", async () => {
  const key = newKey();
  await pasteInto("one.js", 1, key);
  await firstLine(`const oneKey = "${key}";`);
  await chooseReference();
  await quickInput(page, "Paste as Vault Reference");
  await choose(page, "Store and Paste");
  await choose(page, "Choose a Passphrase");
  await answer(page, "Encrypts the local vault", passphrase, { masked: true });
  await answer(page, "once more", passphrase, { masked: true });
  await firstLine("const oneKey = process.env.ONE_KEY;");
  await toast(page, "lockers.env now holds the reference").waitFor();
  const reference = await waitUntil("the mapping", () => mapping(/^ONE_KEY=(vault:.+)\n/m)?.[1]);
  expect((await lockers(["resolve", reference])).stdout).toContain(key);
  // VS Code saved the key with the plain paste, and saves each file when its own turn comes.
  await expect.poll(() => read("one.js")).toContain("const oneKey = process.env.ONE_KEY;");
  expect(read("one.js")).not.toContain(key);
});

test("who chooses it twice is asked once whether it is to be so from now on", async () => {
  await pasteInto("one.js", 2, newKey());
  await chooseReference();
  await choose(page, "Store and Paste");
  await toastButton(page, "Paste secrets as vault references from now on", "Always");
  await statusSays("Secrets are pasted as references from now on");
  await waitUntil("the setting", () => settingsSay("lockers.pasteGuard"));
  await expect
    .poll(() => read("one.js"))
    .toMatch(/^const oneKey = process\.env\.\w+;\nconst other = process\.env\.\w+;\n/);
  await expect.poll(() => mapping(/=vault:/g)).toHaveLength(2);
});

const never = newKey();

test("then the secret is in no file, not even for a moment, and Ctrl+Z takes the reference back", async () => {
  await pasteInto("two.js", 1, never);
  await choose(page, "Store and Paste");
  await firstLine("const twoKey = process.env.TWO_KEY;");
  await waitUntil("the file", () => read("two.js").includes("process.env.TWO_KEY"));
  await expect.poll(() => read("lockers.env")).toMatch(/^TWO_KEY=vault:\/\/local\//m);
  await page.keyboard.press("Control+Z");
  await firstLine('const twoKey = "";');
  await page.keyboard.press("Control+Shift+Z");
});

test("Escape pastes the text, and Ctrl+Z takes that back", async () => {
  const key = newKey();
  await pasteInto("three.js", 1, key);
  await quickInput(page, "Paste as Vault Reference");
  await page.keyboard.press("Escape");
  await firstLine(`const threeKey = "${key}";`);
  await page.keyboard.type("!");
  await firstLine(`const threeKey = "${key}!";`);
  for (const text of [key, ""]) {
    await page.keyboard.press("Control+Z");
    await firstLine(`const threeKey = "${text}";`);
  }
  await expect.poll(() => read("three.js")).toContain('const threeKey = "";');
});

test("a file that has no name yet gets the reference too", async () => {
  await runCommand(page, "File: New Untitled Text File");
  await runCommand(page, "Change Language Mode");
  await answer(page, "Select Language Mode", "JavaScript");
  await statusSays("JavaScript");
  await page.keyboard.type('const namelessKey = "');
  await firstLine('const namelessKey = ""'); // the editor closes the quotes
  await page.evaluate(`navigator.clipboard.writeText(${JSON.stringify(newKey())})`);
  await page.keyboard.press("Control+V");
  await choose(page, "Store and Paste");
  await firstLine("const namelessKey = process.env.NAMELESS_KEY");
  await expect.poll(() => read("lockers.env")).toMatch(/^NAMELESS_KEY=vault:\/\/local\//m);
});

test("where the vault stays locked, the text is pasted as it is and the mapping gets no line", async () => {
  const key = newKey();
  const before = read("lockers.env");
  await runCommand(page, "Lockers: Lock Local Vault");
  await statusSays("vault locked");
  await pasteInto("four.js", 1, key);
  await choose(page, "Store and Paste");
  await answer(page, "Passphrase or recovery key", "not this one", { masked: true });
  await quickInput(page, "That passphrase does not open the local vault.");
  await page.keyboard.press("Escape");
  await firstLine(`const fourKey = "${key}";`);
  await page.keyboard.press("Control+Z");
  await firstLine('const fourKey = "";');
  expect(read("lockers.env")).toBe(before);
});

test("what was pasted as a reference is nowhere in clear", async () => {
  await browser.close();
  expect(filesGivingAway([path.dirname(started.workspace), folder], never)).toEqual([]);
});
