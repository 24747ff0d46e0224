import { Worker } from "node:worker_threads";
import type { OrderMessage, ScanCounts, ScanNews, ScanOrder, ThreadMessage, ThreadSettings } from "./scan-messages.ts";

/** A thread that scans. It is started when there is something to do and ends by itself after a while without. */
export interface ScanThread {
  /**
   * Carries out an order; several run one after the other. Where `signal` is aborted it stops early, and what was found is
   * partial; a thread that does not stop is ended. Rejects where the thread fails.
   */
  run(order: ScanOrder, tell: (news: ScanNews) => void, signal: AbortSignal): Promise<ScanCounts>;
  /** Ends the thread at once, and what it was asked for. */
  readonly end: () => void;
  /** The settings are others: what the thread was asked for begins again in a new one. */
  readonly renew: () => void;
}

export interface ThreadParts {
  /** The worker's bundle (`src/node/workspace-scan/worker.ts`). */
  readonly worker: string | URL;
  readonly settings: ThreadSettings;
  /** How long to keep an idle thread; half a minute unless said. */
  readonly idleMs?: number;
  /** How long a thread may take to stop; one second unless said. */
  readonly patienceMs?: number;
}

const NURSERY_MB = 4;
const STOPPED: ScanCounts = { files: 0, read: 0, skipped: 0, unread: 0, isPartial: true };

interface Waiting {
  readonly tell: (news: ScanNews) => void;
  readonly resolve: (counts: ScanCounts) => void;
  readonly reject: (error: Error) => void;
}

/** One thread with what it is asked for. */
interface Running {
  readonly worker: Worker;
  readonly waiting: Map<number, Waiting>;
  /** Another takes its place. */
  isOld: boolean;
}

function settle({ waiting }: Running, message: ThreadMessage): void {
  const waiter = waiting.get(message.id);
  switch (message.kind) {
    case "progress":
    case "found":
    case "lost-rule":
      return waiter?.tell(message);
    case "ended":
      waiting.delete(message.id);
      return waiter?.resolve(message.counts);
    case "failed":
    default:
      waiting.delete(message.id);
      return waiter?.reject(new Error(`the scan failed: ${message.text}`));
  }
}

function start({ worker: script, settings }: ThreadParts, lost: (running: Running) => void): Running {
  // Nothing of this process' environment or arguments is the worker's business.
  const worker = new Worker(script, {
    workerData: settings,
    env: {},
    argv: [],
    execArgv: [],
    stderr: true,
    // What a file needs is gone with the file: a small nursery keeps it from piling up.
    resourceLimits: { maxYoungGenerationSizeMb: NURSERY_MB },
  });
  const running: Running = { worker, waiting: new Map(), isOld: false };
  worker.unref();
  worker.on("message", (message: ThreadMessage) => settle(running, message));
  const fail = (error: Error): void => {
    lost(running);
    for (const { reject } of running.waiting.values()) reject(error);
    running.waiting.clear();
  };
  worker.on("error", (cause) => fail(new Error("the scan's thread failed", { cause })));
  worker.on("exit", () => fail(new Error("the scan's thread ended")));
  return running;
}

/** Tells the thread to stop when `signal` says so; ends the thread with `giveUp` where it does not listen. */
function stopOn(signal: AbortSignal, patienceMs: number, giveUp: () => void) {
  const stop = new Int32Array(new SharedArrayBuffer(4));
  let timer: NodeJS.Timeout | undefined;
  const abort = (): void => {
    Atomics.store(stop, 0, 1);
    timer = setTimeout(giveUp, patienceMs);
  };
  if (signal.aborted) abort();
  else signal.addEventListener("abort", abort, { once: true });
  return {
    stop,
    release: (): void => {
      clearTimeout(timer);
      signal.removeEventListener("abort", abort);
    },
  };
}

/** Sends the order and waits for its end. While an answer is due the process must not end by itself. */
async function ask(
  { worker, waiting }: Running,
  message: OrderMessage,
  tell: (news: ScanNews) => void,
): Promise<ScanCounts> {
  return new Promise((resolve, reject) => {
    worker.ref();
    waiting.set(message.id, { tell, resolve, reject });
    worker.postMessage(message, []);
  });
}

export function createScanThread(parts: ThreadParts): ScanThread {
  const { idleMs = 30_000, patienceMs = 1_000 } = parts;
  let running: Running | undefined;
  let idle: NodeJS.Timeout | undefined;
  let count = 0;

  function lose(lost: Running | undefined): void {
    if (running === lost) running = undefined;
  }

  function end(which: Running | undefined, isOld = false): void {
    lose(which);
    if (which !== undefined) which.isOld = isOld;
    void which?.worker.terminate();
  }

  function rest(): void {
    clearTimeout(idle);
    if (running?.waiting.size === 0) running.worker.unref();
    idle = setTimeout(() => {
      if (running?.waiting.size === 0) end(running);
    }, idleMs).unref();
  }

  async function runOnce(now: Running, order: ScanOrder, tell: Waiting["tell"], signal: AbortSignal) {
    const id = ++count;
    const { stop, release } = stopOn(signal, patienceMs, () => {
      now.waiting.get(id)?.resolve(STOPPED);
      now.waiting.delete(id);
      end(now);
    });
    try {
      return await ask(now, { id, order, stop }, tell);
    } finally {
      release();
      rest();
    }
  }

  return {
    async run(order, tell, signal) {
      for (;;) {
        const now = (running ??= start(parts, lose));
        try {
          return await runOnce(now, order, tell, signal);
        } catch (error) {
          if (!now.isOld) throw error;
        }
      }
    },
    end: () => end(running),
    renew: () => end(running, true),
  };
}
