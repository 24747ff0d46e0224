import { spawn, type ChildProcess } from "node:child_process";
import { constants } from "node:os";

/** A program to start. Nothing secret belongs into `args`: other users can read them. */
export interface ChildOrder {
  readonly command: string;
  readonly args: readonly string[];
  /** The whole environment of the child. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd?: string;
}

const NOT_FOUND = 127;
const NOT_EXECUTABLE = 126;

/**
 * Runs a program on this process's own standard streams and passes on the signals that this process gets. Resolves to
 * its exit status as a shell has it: 128 + signal, 126 not executable, 127 not found. Starts no shell.
 */
export function runChild({ command, args, env, cwd }: ChildOrder): Promise<number> {
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio: "inherit", env, ...(cwd === undefined ? {} : { cwd }) });
    const stop = passSignals(child);
    child.once("error", (error) => {
      stop();
      resolve("code" in error && error.code === "ENOENT" ? NOT_FOUND : NOT_EXECUTABLE);
    });
    child.once("exit", (code, signal) => {
      stop();
      resolve(code ?? 128 + (signal === null ? 0 : constants.signals[signal]));
    });
  });
}

const FORWARDED = ["SIGTERM", "SIGHUP", "SIGUSR2"] as const;
/** A terminal sends these to the child itself, which is in the same process group: passed on, they would arrive twice. */
const FROM_TERMINAL = ["SIGINT", "SIGQUIT"] as const;

function passSignals(child: ChildProcess): () => void {
  const listeners = [...FORWARDED, ...FROM_TERMINAL].map((signal) => {
    const arrivesAnyway = FROM_TERMINAL.some((known) => known === signal) && onTerminal();
    const listener = (): void => {
      if (!arrivesAnyway) child.kill(signal);
    };
    process.on(signal, listener);
    return { signal, listener };
  });
  return () => {
    for (const { signal, listener } of listeners) process.off(signal, listener);
  };
}

function onTerminal(): boolean {
  return process.stdin.isTTY || process.stdout.isTTY || process.stderr.isTTY;
}
