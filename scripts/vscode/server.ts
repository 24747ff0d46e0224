/** A real VS Code behind a browser address: the server build that the set-up brings. */

import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { node, vscode } from "../setup/places.mjs";

const front = fileURLToPath(new URL("front.cjs", import.meta.url));
const main = path.join(vscode, "out/server-main.js");

const quietSettings = {
  "chat.disableAIFeatures": true,
  "extensions.autoCheckUpdates": false,
  "extensions.autoUpdate": false,
  "extensions.ignoreRecommendations": true,
  "git.openRepositoryInParentFolders": "never",
  "terminal.integrated.gpuAcceleration": "off", // text that a browser shows and a test reads
  "telemetry.telemetryLevel": "off",
  "update.mode": "none",
  "window.confirmBeforeClose": "never",
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "workbench.startupEditor": "none",
  "workbench.tips.enabled": false,
};

export interface ServerOptions {
  /** The folder for settings, extensions, storage and logs of this VS Code. Kept together with the port, secrets survive a restart. */
  readonly data: string;
  /** A free port where it is left out. */
  readonly port?: number;
  /** Lets a window load an extension from a folder and run its tests. Toasts are hidden then. */
  readonly development?: boolean;
  /** `all` trusts every folder, `ask` leaves it to the person. */
  readonly trust?: "all" | "ask";
  readonly environment?: Readonly<Record<string, string>>;
  readonly settings?: Readonly<Record<string, unknown>>;
}

export interface Server {
  /** `http://127.0.0.1:PORT` */
  readonly address: string;
  readonly port: number;
  readonly data: string;
  /** What the server has printed so far. */
  output(): string;
  stop(): Promise<void>;
}

/** Starts a server and resolves when it takes connections. Throws with its output when it does not within 60 s. */
export async function startServer(options: ServerOptions): Promise<Server> {
  const port = options.port ?? (await freePort());
  writeSettings(options.data, options.settings ?? {});
  const child = spawn(node, ["--require", front, main, ...serverArguments(options, port)], {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...cleanEnvironment(), EXTENSIONS_GALLERY: "{}", ...options.environment },
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (output += String(chunk)));
  const stop = () => end(child);
  await listening(child, () => output).catch(async (error: unknown) => {
    await stop();
    throw error;
  });
  return { address: `http://127.0.0.1:${port}`, port, data: options.data, output: () => output, stop };
}

/** Installs a package into `data`, as the Extensions view would. */
export async function installExtension(data: string, file: string): Promise<void> {
  const child = spawn(node, [main, ...folders(data), "--install-extension", path.resolve(file), "--force"], {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...cleanEnvironment(), EXTENSIONS_GALLERY: "{}" },
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (output += String(chunk)));
  const timer = setTimeout(() => child.kill("SIGKILL"), 60_000);
  const [code] = await once(child, "close");
  clearTimeout(timer);
  if (code !== 0) throw new Error(`VS Code did not install ${file}:\n${output}`);
}

function serverArguments({ data, development, trust = "all" }: ServerOptions, port: number): string[] {
  return [
    "--host",
    "127.0.0.1",
    "--port",
    String(port),
    "--without-connection-token",
    "--force-disable-user-env", // a login shell would put back the PATH that the environment here was given instead of
    "--telemetry-level",
    "off",
    ...folders(data),
    ...(development === true ? ["--enable-smoke-test-driver"] : []),
    ...(trust === "all" ? ["--disable-workspace-trust"] : []),
  ];
}

function folders(data: string): string[] {
  const extensions = path.join(data, "extensions");
  return ["--accept-server-license-terms", "--server-data-dir", data, "--extensions-dir", extensions];
}

function writeSettings(data: string, more: Readonly<Record<string, unknown>>): void {
  const folder = path.join(data, "data/User");
  mkdirSync(folder, { recursive: true });
  const file = path.join(folder, "settings.json");
  writeFileSync(file, JSON.stringify({ ...quietSettings, ...readSettings(file), ...more }, undefined, 2));
}

function readSettings(file: string): object {
  try {
    const settings: unknown = JSON.parse(readFileSync(file, "utf8"));
    return typeof settings === "object" && settings !== null ? settings : {};
  } catch {
    return {}; // the first start
  }
}

/** A terminal of VS Code hands down variables that would steer this server. */
function cleanEnvironment(): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(VSCODE_|ELECTRON_|NODE_OPTIONS$)/.test(name)),
  );
}

async function listening(child: ChildProcess, output: () => string): Promise<void> {
  const until = Date.now() + 60_000;
  while (!output().includes("Extension host agent listening")) {
    if (child.exitCode !== null || Date.now() > until) throw new Error(`VS Code's server did not start:\n${output()}`);
    await sleep(50);
  }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, "exit");
  child.kill("SIGTERM");
  const timer = setTimeout(() => child.kill("SIGKILL"), 5000);
  await gone;
  clearTimeout(timer);
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (address === null || typeof address === "string") throw new Error("no free port");
  return address.port;
}
