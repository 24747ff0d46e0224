import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { closeSync, openSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";

/** Builds `crash-process.ts` into one file, which starts several times as fast as its sources. */
export async function buildCrashProcess(folder: string): Promise<string> {
  const outfile = join(folder, "crash-process.mjs");
  const entry = join(import.meta.dirname, "crash-process.ts");
  await build({ entryPoints: [entry], outfile, bundle: true, platform: "node", format: "esm", logLevel: "error" });
  return outfile;
}

/** Starts a process, kills it with SIGKILL so many milliseconds after its first line, and gives the lines it had said. */
export async function killedAfter(
  milliseconds: number,
  args: readonly string[],
  { slot, folder }: { readonly slot: string; readonly folder: string },
): Promise<readonly string[]> {
  // A file and no pipe: what is in it was said, however busy this process is.
  const said = join(folder, `said-${randomUUID()}`);
  const output = openSync(said, "w");
  const child = spawn(process.execPath, args, {
    stdio: ["ignore", output, "inherit", "pipe"],
    env: { ...process.env, LOCKERS_TEST_SLOT: slot },
  });
  closeSync(output);
  child.stdio[3]?.once("data", () => void setTimeout(() => child.kill("SIGKILL"), milliseconds));
  const [code, signal] = (await once(child, "exit")) as [number | null, string | null];
  if (signal !== "SIGKILL") throw new Error(`the process ended by itself with ${code}`);
  // A line that was cut off was not said.
  return readFileSync(said, "utf8").split("\n").slice(0, -1);
}
