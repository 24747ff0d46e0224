import { execFile } from "node:child_process";
import path from "node:path";
import { promisify } from "node:util";

/** Makes the package as `npm run package` does and returns its path in `folder`. */
export async function pack(folder: string): Promise<string> {
  const file = path.join(folder, "lockers.vsix");
  await promisify(execFile)(process.execPath, ["scripts/package.mjs", file], { timeout: 120_000 });
  return file;
}
