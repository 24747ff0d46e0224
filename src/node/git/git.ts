import { spawn, type ChildProcessByStdio } from "node:child_process";
import type { Readable, Writable } from "node:stream";
import { ExpectedError } from "../../core/errors.ts";
import { findGit } from "./find-git.ts";
import { gitEnvironment } from "./git-environment.ts";

/** Runs git where a repository is only read, and its own configuration can start no program. */
export interface Git {
  /** Standard output of a call that says little. Throws where git does not end well. */
  text(args: readonly string[]): Promise<string>;
  /** Standard output piece by piece. Throws at the end where git does not end well; a caller that stops early ends git. */
  stream(args: readonly string[]): AsyncGenerator<Buffer>;
  /** Starts git and leaves it running. The caller ends its input, which ends it. */
  start(args: readonly string[]): Started;
}

export interface Started {
  readonly input: Writable;
  readonly output: Readable;
  /** Resolves when it ended well; throws as `text`. */
  readonly ended: Promise<void>;
}

export interface GitOptions {
  /** The working directory of git, absolute. */
  readonly folder: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Ends git; calls then throw `cancelled`. */
  readonly signal: AbortSignal;
  /** Git takes larger files for binary ones and compares no lines of them. */
  readonly largest: number;
}

type Child = ChildProcessByStdio<Writable, Readable, Readable>;

/** What git complains with is kept to so many characters. */
const COMPLAINT = 4000;

export function createGit({ folder, env, signal, largest }: GitOptions): Git {
  const program = findGit(env);
  const settings = [
    "core.fsmonitor=false",
    "core.hooksPath=",
    "core.quotePath=true",
    "log.showSignature=false",
    "log.showRoot=true",
    "i18n.logOutputEncoding=UTF-8",
    `core.bigFileThreshold=${largest + 1}`,
  ];
  const options = ["--no-pager", ...settings.flatMap((setting) => ["-c", setting])];

  function start(args: readonly string[]): Started {
    if (signal.aborted) throw new ExpectedError({ code: "cancelled" });
    const child = spawn(program, [...options, ...args], {
      cwd: folder,
      env: gitEnvironment(env),
      stdio: ["pipe", "pipe", "pipe"],
      signal,
      windowsHide: true,
    });
    child.stdin.on("error", () => undefined); // it may end without reading
    return { input: child.stdin, output: child.stdout, ended: endOf(child, { folder, signal }) };
  }

  async function* stream(args: readonly string[]): AsyncGenerator<Buffer> {
    const { input, output, ended } = start(args);
    ended.catch(() => undefined); // awaited below, unless the caller stops
    input.end();
    for await (const chunk of output) yield chunk;
    await ended;
  }

  return {
    start,
    stream,
    async text(args) {
      const chunks: Buffer[] = [];
      for await (const chunk of stream(args)) chunks.push(chunk);
      return Buffer.concat(chunks).toString("utf8");
    },
  };
}

function endOf(child: Child, { folder, signal }: Pick<GitOptions, "folder" | "signal">): Promise<void> {
  let complaint = "";
  child.stderr.on("data", (chunk: Buffer) => (complaint = (complaint + chunk.toString("utf8")).slice(0, COMPLAINT)));
  return new Promise((resolve, reject) => {
    child.once("error", (error) => {
      if (signal.aborted) reject(new ExpectedError({ code: "cancelled" }));
      else reject(failure(folder, error.message, error));
    });
    child.once("close", (status) => {
      if (status === 0) resolve();
      else if (signal.aborted) reject(new ExpectedError({ code: "cancelled" }));
      else reject(failure(folder, complaint));
    });
  });
}

/** Git's own words may quote what is in files: only what is known is told apart. */
function failure(folder: string, complaint: string, cause?: Error): ExpectedError {
  const reason = /not a git repository/i.test(complaint)
    ? "no-repository"
    : /dubious ownership/i.test(complaint)
      ? "not-trusted"
      : "failed";
  return new ExpectedError({ code: "git", reason, subject: folder }, { cause });
}
