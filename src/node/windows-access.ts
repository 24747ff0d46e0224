import { execFileSync } from "node:child_process";
import { join } from "node:path";

/**
 * On Windows a directory's access list holds the user alone, inherits nothing, and what is in it is not indexed. This has
 * never run on Windows: what is decided from the programs' answers is tested with recorded ones.
 */

/** Runs a program of Windows itself with these arguments, without a shell, and gives what it prints. */
export type RunTool = (tool: "icacls.exe" | "attrib.exe" | "whoami.exe", args: readonly string[]) => string;

const systemTool: RunTool = (tool, args) => {
  const program = join(process.env["SystemRoot"] ?? "C:\\Windows", "System32", tool);
  try {
    return execFileSync(program, args, { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"], windowsHide: true });
  } catch (cause) {
    throw refusal(`${tool} failed`, cause);
  }
};

/** Makes a directory the user's alone, and looks afterwards whether it is. Throws an `EACCES` error where it is not. */
export function makeUsersAlone(directory: string, run: RunTool = systemTool): void {
  const user = userOf(run("whoami.exe", ["/user", "/fo", "csv", "/nh"]));
  if (user === undefined) throw refusal("the user's name is not known");
  run("icacls.exe", [directory, "/inheritance:r", "/grant:r", `*${user.sid}:(OI)(CI)F`]);
  run("attrib.exe", ["+I", directory]);
  if (!isUsersAlone(run("icacls.exe", [directory]), directory, user.name)) throw refusal("others may read it");
  if (!isNotIndexed(run("attrib.exe", [directory]), directory)) throw refusal("it is indexed");
}

function refusal(why: string, cause?: unknown): Error {
  const error = new Error(`the folder of the vault is not the user's alone: ${why}`, { cause });
  return Object.assign(error, { code: "EACCES" });
}

/** The user of `whoami /user /fo csv /nh`: `"host\name","S-1-5-21-…"`. */
export function userOf(line: string): { readonly name: string; readonly sid: string } | undefined {
  const [, name, sid] = /^"([^"]+)","(S-1-[\d-]+)"\s*$/.exec(line.trim()) ?? [];
  return name === undefined || sid === undefined ? undefined : { name, sid };
}

/**
 * Whether the list that `icacls` prints of a directory grants the user alone, and inherits nothing (`(I)`). The first line
 * begins with the directory, each further one with spaces; after an empty line comes a sentence in the user's language.
 */
export function isUsersAlone(printed: string, directory: string, user: string): boolean {
  const lines = printed.replaceAll("\r", "").split("\n");
  const end = lines.findIndex((line) => line.trim() === "");
  const entries = lines
    .slice(0, end === -1 ? undefined : end)
    .map((line, at) => (at === 0 ? line.slice(directory.length) : line));
  const own = `${user}:(oi)(ci)(f)`.toLowerCase();
  return entries.length > 0 && entries.every((entry) => entry.trim().toLowerCase() === own);
}

/** Whether `attrib` prints the letter I (not content indexed) before the path. */
export function isNotIndexed(printed: string, directory: string): boolean {
  const line = printed
    .replaceAll("\r", "")
    .split("\n")
    .find((text) => text.trimEnd().endsWith(directory));
  return line !== undefined && line.slice(0, line.lastIndexOf(directory)).includes("I");
}
