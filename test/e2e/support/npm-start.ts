import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import type { BrowserContext, Page } from "playwright-core";
import { openAddress } from "../../support/vscode/window.ts";
import { waitUntil } from "../../support/wait-until.ts";

export interface Started {
  /** The address that was printed. */
  readonly address: string;
  /** The copy of the sample that the window shows. */
  readonly workspace: string;
  output(): string;
  /** As Ctrl-C does. */
  stop(): Promise<void>;
}

/** Runs what `npm start` runs, and resolves when it has printed the address of the browser build. */
export async function npmStart(): Promise<Started> {
  const child = spawn(process.execPath, ["scripts/start.mjs", "--browser"], { stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (output += String(chunk)));
  try {
    const address = await waitUntil(
      "the address",
      () => {
        if (child.exitCode !== null) throw new Error(`npm start ended:\n${output}`);
        return /VS Code is ready: (\S+)/.exec(output)?.[1];
      },
      120,
    );
    const workspace = new URL(address).searchParams.get("folder") ?? "";
    return { address, workspace, output: () => output, stop: () => stop(child) };
  } catch (error) {
    await stop(child);
    throw error;
  }
}

/** Opens the window, and waits until the sample's own file has opened by itself: all extensions have started by then. */
export async function openStarted(browser: BrowserContext, { address }: Started): Promise<Page> {
  const page = await openAddress(browser, address);
  await page.locator('.tab.active[data-resource-name="app.js"]').first().waitFor({ timeout: 60_000 });
  return page;
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, "exit");
  child.kill("SIGTERM");
  const timer = setTimeout(() => child.kill("SIGKILL"), 15_000);
  await gone;
  clearTimeout(timer);
}
