import { spawn } from "node:child_process";
import { once } from "node:events";

export interface Ended {
  readonly stdout: string;
  readonly stderr: string;
  readonly code: number | null;
}

/** Runs a program to its end, at most 60 s. `input` is its standard input; without it there is none. */
export async function runProgram(
  command: string,
  args: readonly string[],
  options: { readonly cwd?: string; readonly env?: NodeJS.ProcessEnv; readonly input?: string } = {},
): Promise<Ended> {
  const { input, ...more } = options;
  const child = spawn(command, args, { ...more, stdio: ["pipe", "pipe", "pipe"], timeout: 60_000 });
  const stdout: Buffer[] = [];
  const stderr: Buffer[] = [];
  child.stdout.on("data", (chunk: Buffer) => stdout.push(chunk));
  child.stderr.on("data", (chunk: Buffer) => stderr.push(chunk));
  child.stdin.on("error", () => {}); // a program that does not read its input may be gone
  child.stdin.end(input ?? "");
  const [code] = (await once(child, "close")) as [number | null];
  return { stdout: Buffer.concat(stdout).toString(), stderr: Buffer.concat(stderr).toString(), code };
}
