/** Runs a suite inside the extension host of a real VS Code. */

import type { BrowserContext } from "playwright-core";
import type { Server } from "../../../scripts/vscode/server.ts";

export interface HostRun {
  readonly server: Server;
  readonly browser: BrowserContext;
  /** The folder that the window opens. */
  readonly workspace: string;
  /** The extension under test. */
  readonly extension: string;
  /** A CommonJS module that exports `run(): Promise<void>`. */
  readonly suite: string;
  /** Seconds. */
  readonly limit: number;
  /** Receives what the extension host prints. */
  log(line: string): void;
}

/** Resolves to 0 when `run` resolved, to 1 when it rejected. Throws when the host did not come to an end within the limit. */
export async function runInExtensionHost(options: HostRun): Promise<number> {
  const page = await options.browser.newPage();
  await page.exposeFunction("codeAutomationLog", (_type: string, parts: readonly unknown[]) => {
    options.log(parts.map(String).join(" "));
  });
  const ended = new Promise<number>((resolve, reject) => {
    page.exposeFunction("codeAutomationExit", resolve).catch(reject);
  });
  page.on("dialog", (dialog) => void dialog.accept());
  await page.goto(hostAddress(options));
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(new Error(`the extension host did not end within ${options.limit} s`));
    }, options.limit * 1000);
  });
  try {
    return await Promise.race([ended, late]);
  } finally {
    clearTimeout(timer);
    await page.close();
  }
}

function hostAddress({ server, workspace, extension, suite }: HostRun): string {
  const remote = (path: string) => `vscode-remote://127.0.0.1:${server.port}${path}`;
  const address = new URL(server.address);
  address.searchParams.set("folder", workspace);
  const payload = [
    ["extensionDevelopmentPath", remote(extension)],
    ["extensionTestsPath", remote(suite)],
    ["skipWelcome", "true"],
  ];
  address.searchParams.set("payload", JSON.stringify(payload));
  return address.href;
}
