/** Serves VS Code to a browser on this computer. */

import { spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { onPath } from "../setup/places.mjs";
import { installExtension, startServer } from "../vscode/server.ts";
import type { Room } from "./room.ts";

/** Resolves when `signal` is aborted and the server has ended. */
export async function serveBrowser(room: Room, packages: readonly string[], signal: AbortSignal): Promise<void> {
  const data = path.join(room.folder, "server");
  for (const file of packages) await installExtension(data, file);
  const server = await startServer({ data, environment: room.environment });
  try {
    const address = new URL(server.address);
    address.searchParams.set("folder", room.workspace);
    console.log(`\nVS Code is ready: ${address.href}\n`);
    showInBrowser(address.href);
    console.log("Open that address in a browser. Ctrl-C ends VS Code and removes everything it stored.");
    if (!signal.aborted) await once(signal, "abort");
  } finally {
    await server.stop();
  }
}

/** Opens the person's browser where there is one; the address is printed in any case. */
function showInBrowser(address: string): void {
  const { DISPLAY, WAYLAND_DISPLAY } = process.env;
  const display = process.platform === "darwin" || DISPLAY !== undefined || WAYLAND_DISPLAY !== undefined;
  const opener = onPath("open") ?? onPath("xdg-open");
  if (!display || opener === undefined) return;
  spawn(opener, [address], { stdio: "ignore", detached: true })
    .on("error", () => {})
    .unref();
}
