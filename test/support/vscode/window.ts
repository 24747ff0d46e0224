/** A VS Code window in the browser. */

import type { BrowserContext, Page } from "playwright-core";
import type { Server } from "../../../scripts/vscode/server.ts";

/** Opens `folder` and resolves when the extension host is connected. Extensions may still be starting. */
export function openWindow(server: Server, browser: BrowserContext, folder: string): Promise<Page> {
  const address = new URL(server.address);
  address.searchParams.set("folder", folder);
  return openAddress(browser, address.href);
}

/** The same for the address of a window. */
export async function openAddress(browser: BrowserContext, address: string): Promise<Page> {
  const page = await browser.newPage();
  page.on("dialog", (dialog) => void dialog.accept());
  await page.goto(address);
  await windowReady(page);
  return page;
}

/** Reloads as the browser's button does, when what the window stored has reached the disk. */
export async function reloadWindow(page: Page): Promise<void> {
  // VS Code writes its storage half a second after a change, and nothing on the page tells when.
  await page.waitForTimeout(1000);
  await page.reload();
  await windowReady(page);
}

async function windowReady(page: Page): Promise<void> {
  const host = page.locator('[id="status.host"]');
  await host.waitFor({ timeout: 60_000 });
  await host.filter({ hasNotText: /opening|connecting/i }).waitFor({ timeout: 60_000 });
}

/** The text as a pattern that matches nothing else; an icon before a label leaves a space there. */
export function exactly(text: string): RegExp {
  return new RegExp(`^\\s*${text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)}\\s*$`);
}
