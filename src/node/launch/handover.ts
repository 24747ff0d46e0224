import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { chmod } from "node:fs/promises";
import { createServer, type Server, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Secret } from "../../core/secrets/secret.ts";
import { HANDOVER_VARIABLE, type HandoverMessage } from "./handover-format.ts";

/** What one program is to get. */
export interface HandoverOrder {
  readonly variables: readonly { readonly name: string; readonly value: Secret }[];
  /** Names to take out of the child's environment, for example `ELECTRON_RUN_AS_NODE`. */
  readonly remove?: readonly string[];
  /** Written to the terminal first, dimmed. */
  readonly firstLine?: string;
}

/** Hands values to programs that `launcher.cjs` starts, past arguments and environment options that others can read. */
export interface Handover {
  /**
   * Makes a handle that can be used once, within `lifetime`.
   *
   * @returns the environment that the launcher's process needs, and nothing else does
   */
  issue(order: HandoverOrder): Promise<Readonly<Record<string, string>>>;
  /** Forgets all handles and closes the socket. */
  close(): void;
}

export interface HandoverOptions {
  /** Milliseconds a handle waits for its launcher; 30 s by default. */
  readonly lifetime?: number;
}

const LIFETIME_MS = 30_000;
/** A launcher asks at once; whatever is quiet for longer is no launcher. */
const QUIET_MS = 5000;
const HANDLE_LENGTH = 43;

interface Waiting {
  readonly order: HandoverOrder;
  readonly timer: NodeJS.Timeout;
}

/** The host's side: a Unix socket in a folder of its own (0700), or a named pipe. It is opened with the first handle. */
export function createHandover({ lifetime = LIFETIME_MS }: HandoverOptions = {}): Handover {
  const waiting = new Map<string, Waiting>();
  let listening: Promise<Listening> | undefined;
  return {
    async issue(order) {
      listening ??= listen((handle) => take(waiting, handle));
      const { address } = await listening;
      const handle = randomBytes(32).toString("base64url");
      const timer = setTimeout(() => waiting.delete(handle), lifetime);
      timer.unref();
      waiting.set(handle, { order, timer });
      return { [HANDOVER_VARIABLE]: `${address}#${handle}` };
    },
    close() {
      for (const { timer } of waiting.values()) clearTimeout(timer);
      waiting.clear();
      void listening?.then(({ end }) => end());
      listening = undefined;
    },
  };
}

/** The order that belongs to a handle; the handle is spent by this. */
function take(waiting: Map<string, Waiting>, handle: string): HandoverOrder | undefined {
  const found = waiting.get(handle);
  if (found === undefined) return undefined;
  clearTimeout(found.timer);
  waiting.delete(handle);
  return found.order;
}

interface Listening {
  readonly address: string;
  readonly end: () => void;
}

async function listen(find: (handle: string) => HandoverOrder | undefined): Promise<Listening> {
  const folder = process.platform === "win32" ? undefined : mkdtempSync(join(tmpdir(), "lockers-"));
  const address = folder === undefined ? pipeName() : join(folder, "s");
  const server = createServer((socket) => answer(socket, find));
  server.unref();
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(address, resolve);
  });
  // The folder keeps others out already; the socket says the same.
  if (folder !== undefined) await chmod(address, 0o600);
  return { address, end: () => stop(server, folder) };
}

function pipeName(): string {
  return `\\\\.\\pipe\\lockers-${randomBytes(16).toString("hex")}`;
}

function stop(server: Server, folder: string | undefined): void {
  server.close();
  if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
}

function answer(socket: Socket, find: (handle: string) => HandoverOrder | undefined): void {
  let asked = "";
  socket.setEncoding("utf8").setTimeout(QUIET_MS, () => socket.destroy());
  socket.on("error", () => socket.destroy());
  socket.on("data", (chunk) => {
    asked += String(chunk);
    if (!asked.includes("\n") && asked.length <= HANDLE_LENGTH) return;
    socket.removeAllListeners("data");
    const order = find(asked.trimEnd());
    socket.end(order === undefined ? "" : JSON.stringify(messageOf(order)));
  });
}

function messageOf({ variables, remove = [], firstLine }: HandoverOrder): HandoverMessage {
  return { variables: variables.map(({ name, value }) => [name, value.reveal()]), remove, firstLine };
}
