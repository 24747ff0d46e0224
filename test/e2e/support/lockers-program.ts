/** The command line as a person in a terminal has it. */

import { spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { pickText } from "../../support/pick.ts";
import { type Ended, runProgram } from "../../support/run-program.ts";
import { waitUntil } from "../../support/wait-until.ts";
import type { Started } from "./npm-start.ts";

export interface LockersOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly input?: string;
}

/** Runs `lockers` in the workspace of `npm start`, on its vault. */
export type Lockers = (args: readonly string[], options?: LockersOptions) => Promise<Ended>;

/** `environment` is for every call, the passphrase for example. */
export function lockersProgram(started: Started, environment: Readonly<Record<string, string>>): Lockers {
  const room = path.dirname(started.workspace);
  return (args, { env = {}, ...more } = {}) =>
    runProgram(path.join(room, "bin/lockers"), args, {
      cwd: started.workspace,
      env: { PATH: process.env["PATH"], LOCKERS_HOME: path.join(room, "home"), ...environment, ...env },
      ...more,
    });
}

/** Runs `lockers serve` while `use` works with the address and token that it printed. */
export async function serving(
  started: Started,
  passphrase: string,
  use: (served: { readonly address: string; readonly token: string }) => Promise<void>,
): Promise<void> {
  const room = path.dirname(started.workspace);
  const child = spawn(path.join(room, "bin/lockers"), ["serve"], {
    env: { PATH: process.env["PATH"], LOCKERS_HOME: path.join(room, "home"), LOCKERS_LOCAL_PASSPHRASE: passphrase },
    stdio: ["ignore", "pipe", "ignore"],
  });
  try {
    let output = "";
    child.stdout.on("data", (chunk) => (output += String(chunk)));
    const line = await waitUntil("the first line of lockers serve", () => /^.*\n/.exec(output)?.[0]);
    const served: unknown = JSON.parse(line);
    await use({ address: pickText(served, "address"), token: pickText(served, "token") });
  } finally {
    child.kill("SIGTERM");
    await once(child, "close");
  }
}
