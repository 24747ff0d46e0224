import { accessSync, constants, statSync } from "node:fs";
import { delimiter, isAbsolute, join } from "node:path";
import { ExpectedError } from "../../core/errors.ts";

/**
 * Where git is, from the absolute folders of `PATH` alone: a system that also looks in the working directory would start
 * a `git.exe` that lies in a repository. Throws where there is none.
 */
export function findGit(env: Readonly<Record<string, string | undefined>>): string {
  const name = process.platform === "win32" ? "git.exe" : "git";
  for (const folder of (env["PATH"] ?? env["Path"] ?? "").split(delimiter)) {
    const file = join(folder, name);
    if (isAbsolute(folder) && isProgram(file)) return file;
  }
  throw new ExpectedError({ code: "git", reason: "absent", subject: "" });
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}
