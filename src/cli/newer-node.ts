import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { constants } from "node:os";
import { join } from "node:path";

/** True for a Node that has `node:sqlite` without a flag: 22.13 and newer. */
export function isNewEnough(version: string): boolean {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  return major > 22 || (major === 22 && minor >= 13);
}

/** The Node of the package `node` beside a built checkout (`folder` holds the bundle), or undefined. */
export function findNewerNode(folder: string): string | undefined {
  const file = join(folder, "..", "node_modules", "node", "bin", process.platform === "win32" ? "node.exe" : "node");
  return existsSync(file) ? file : undefined;
}

/** Runs this program once more with another Node, on the same streams. Resolves to its exit status. */
export async function runWith(node: string, args: readonly string[]): Promise<number> {
  const child = spawn(node, args, { stdio: "inherit" });
  process.on("SIGINT", () => undefined); // the terminal sends it to the child as well
  process.on("SIGTERM", () => child.kill("SIGTERM"));
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code, signal) => resolve(code ?? 128 + (signal === null ? 0 : constants.signals[signal])));
  });
}
