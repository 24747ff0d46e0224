import { basename } from "node:path";

/** The person's shell as a command line; a login shell on macOS, as VS Code's own terminals are. */
export function shellLine(shell: string, platform: string): readonly string[] {
  const isPosix = !/^(?:cmd|powershell|pwsh)(?:\.exe)?$/i.test(basename(shell.replaceAll("\\", "/")));
  return platform === "darwin" && isPosix ? [shell, "-l"] : [shell];
}

/** That shell, running one command line and ending with it. */
export function shellCommand(shell: string, command: string): readonly string[] {
  const name = basename(shell.replaceAll("\\", "/")).toLowerCase();
  if (/^cmd(?:\.exe)?$/.test(name)) return [shell, "/d", "/s", "/c", command];
  if (/^(?:powershell|pwsh)(?:\.exe)?$/.test(name)) return [shell, "-NoLogo", "-Command", command];
  return [shell, "-c", command];
}
