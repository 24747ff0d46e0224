/** The active terminal of the panel. Needs the setting `terminal.integrated.gpuAcceleration: off`. */

import type { Page } from "playwright-core";
import { waitUntil } from "../wait-until.ts";

const rows = ".terminal-wrapper.active .xterm-rows > div";

/** The lines on screen. */
export async function terminalLines(page: Page): Promise<string[]> {
  const lines = await page.locator(rows).allTextContents();
  return lines.map((line) => line.replaceAll("\u00A0", " ").trimEnd());
}

/** Waits for a line of the terminal that matches, and returns it. */
export function terminalShows(page: Page, pattern: RegExp): Promise<string> {
  return waitUntil(`${String(pattern)} in the terminal`, async () =>
    (await terminalLines(page)).find((line) => pattern.test(line)),
  );
}

/** Types a command line when the shell is ready. */
export async function terminalRun(page: Page, line: string): Promise<void> {
  await page.locator(".terminal-wrapper.active .xterm").first().waitFor();
  await waitUntil("a prompt", async () => (await terminalLines(page)).some((text) => text.trim() !== ""));
  await page.locator(".terminal-wrapper.active .xterm-helper-textarea").first().focus();
  await page.keyboard.type(line);
  await page.keyboard.press("Enter");
}
