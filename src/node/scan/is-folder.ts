import { statSync } from "node:fs";

/** False also for what cannot be looked at, such as a path that is too long; reading it tells why. */
export function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}
