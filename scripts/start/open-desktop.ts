/** Opens an installed desktop VS Code with folders of its own, so that nothing of the person's is touched. */

import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import type { Room } from "./room.ts";

/** Resolves when the window was closed. Throws when VS Code could not be started. */
export async function openDesktop(
  code: string,
  room: Room,
  packages: readonly string[],
  signal: AbortSignal,
): Promise<void> {
  const own = [
    "--user-data-dir",
    path.join(room.folder, "data"),
    "--extensions-dir",
    path.join(room.folder, "extensions"),
  ];
  const start = (args: readonly string[]): ChildProcess =>
    spawn(code, [...own, ...args], {
      stdio: "inherit",
      env: { ...process.env, ...room.environment },
      shell: process.platform === "win32",
      signal,
    });
  for (const file of packages) await ended(start(["--install-extension", file, "--force"]));
  console.log("VS Code opens now. Everything it stores is removed when you close the window.");
  await ended(start(["--new-window", "--wait", "--disable-workspace-trust", room.workspace]));
}

async function ended(child: ChildProcess): Promise<void> {
  const [exit] = await once(child, "close");
  if (exit !== 0) throw new Error(`code ended with ${String(exit)}`);
}
