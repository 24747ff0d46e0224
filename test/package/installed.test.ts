import { mkdtempSync, readFileSync, rmSync, globSync, cpSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { installExtension, startServer } from "../../scripts/vscode/server.ts";
import { pack } from "../support/pack.ts";
import { openBrowser } from "../support/vscode/browser.ts";
import { showLockers, view } from "../support/vscode/side-bar.ts";
import { openWindow } from "../support/vscode/window.ts";
import { waitUntil } from "../support/wait-until.ts";

const folder = mkdtempSync(path.join(tmpdir(), "lockers-installed-"));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

test("the package installs into VS Code and starts there", async () => {
  const data = path.join(folder, "server");
  const workspace = path.join(folder, "shop");
  cpSync("test/fixtures/sample", workspace, { recursive: true });
  await installExtension(data, await pack(folder));
  const server = await startServer({ data, environment: { LOCKERS_HOME: path.join(folder, "home") } });
  try {
    const browser = await openBrowser(path.join(folder, "profile"));
    try {
      const page = await openWindow(server, browser, workspace);
      await showLockers(page);
      await view(page, "Secrets").locator(".monaco-button").filter({ hasText: "New Secret…" }).waitFor();
      const log = await waitUntil("the extension host's log of the start", () => {
        const files = globSync("data/logs/**/remoteexthost.log", { cwd: data });
        const text = files.map((file) => readFileSync(path.join(data, file), "utf8")).join("\n");
        return text.includes("_doActivateExtension lockers.lockers") ? text : undefined;
      });
      expect(log).not.toMatch(/lockers\.lockers.*failed/i);
    } finally {
      await browser.close();
    }
  } finally {
    await server.stop();
  }
});
