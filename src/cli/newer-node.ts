import { existsSync } from "node:fs";
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
