/** Chromium as the tests drive it. */

import { type BrowserContext, chromium } from "playwright-core";
import { chromium as installed } from "../../../scripts/setup/places.mjs";

const flags = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--disable-dev-shm-usage",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Opens a browser on `profile`; the same folder again finds what the browser kept, VS Code's sealed secrets among it. */
export async function openBrowser(profile: string): Promise<BrowserContext> {
  const executablePath = installed();
  if (executablePath === undefined) throw new Error("no Chromium: run npm test, which installs it");
  const browser = await chromium.launchPersistentContext(profile, {
    executablePath,
    args: flags,
    chromiumSandbox: false,
    timeout: 60_000,
    viewport: { width: 1400, height: 900 },
    colorScheme: "dark",
    permissions: ["clipboard-read", "clipboard-write"],
  });
  browser.setDefaultTimeout(20_000);
  browser.setDefaultNavigationTimeout(60_000); // VS Code's window is megabytes of script
  return browser;
}
