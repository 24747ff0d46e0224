// The packages of this repository, as the lock file has them.
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { node, repository } from "./places.mjs";
import { program, step } from "./step.mjs";

const lock = path.join(repository, "package-lock.json");
const stamp = path.join(repository, "node_modules/.lockers-stamp");

const digest = () => createHash("sha256").update(readFileSync(lock)).digest("hex");

function ready() {
  if (!existsSync(node)) return false;
  return existsSync(stamp) && readFileSync(stamp, "utf8") === digest();
}

/** Installs them where they are missing or the lock file has changed. */
export function packages() {
  return step("packages (npm ci)", ready, async () => {
    await program("npm ci", npm, ["ci", "--no-audit", "--no-fund", "--loglevel=error"], {
      cwd: repository,
      limit: 300,
    });
    writeFileSync(stamp, digest());
  });
}

export const npm = process.platform === "win32" ? "npm.cmd" : "npm";
