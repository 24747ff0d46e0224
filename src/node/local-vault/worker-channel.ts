import { Worker } from "node:worker_threads";
import { ExpectedError } from "../../core/errors.ts";
import { isWireAnswer, type WireAnswer, type WireCall, type WireMessage } from "./wire.ts";

/** Questions to a worker thread and its answers. */
export interface WorkerChannel {
  /** Starts the thread where there is none. Rejects with the worker's problem, or when the thread dies. */
  readonly ask: (call: WireCall) => Promise<unknown>;
  /** Asks a last question where a thread is running, and ends it. */
  readonly end: (last: WireCall) => Promise<void>;
}

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
}

interface Running {
  readonly worker: Worker;
  readonly waiting: Map<number, Waiting>;
}

export function workerChannel(script: string | URL, data: Readonly<Record<string, string>>): WorkerChannel {
  let running: Running | undefined;
  let count = 0;

  const start = (): Running => {
    // Nothing of this process' environment or arguments is the worker's business.
    // Nor has it anything to say but its answers: Node 22 would warn there that SQLite is experimental.
    const worker = new Worker(script, { workerData: data, env: {}, argv: [], execArgv: [], stderr: true });
    const begun: Running = { worker, waiting: new Map() };
    worker.unref();
    worker.on("message", (message: unknown) => {
      if (isWireAnswer(message)) settle(begun, message);
    });
    const lost = (error: Error) => {
      if (running === begun) running = undefined;
      for (const { reject } of begun.waiting.values()) reject(error);
      begun.waiting.clear();
    };
    worker.on("error", (cause) => lost(new Error("the local vault's thread failed", { cause })));
    worker.on("exit", () => lost(new Error("the local vault's thread ended")));
    return begun;
  };

  const ask = (call: WireCall): Promise<unknown> =>
    new Promise((resolve, reject) => {
      const { worker, waiting } = (running ??= start());
      const message: WireMessage = { id: ++count, call };
      // While an answer is due the process must not end by itself.
      if (waiting.size === 0) worker.ref();
      waiting.set(message.id, { resolve, reject });
      worker.postMessage(message, []);
    });

  return {
    ask,
    end: async (last) => {
      if (running === undefined) return;
      const { worker } = running;
      await ask(last);
      running = undefined;
      await worker.terminate();
    },
  };
}

function settle({ worker, waiting }: Running, answer: WireAnswer): void {
  const waiter = waiting.get(answer.id);
  waiting.delete(answer.id);
  if (waiting.size === 0) worker.unref();
  switch (answer.kind) {
    case "value":
      return waiter?.resolve(answer.value);
    case "problem":
      return waiter?.reject(new ExpectedError(answer.problem));
    case "bug":
    default:
      return waiter?.reject(new Error(answer.text));
  }
}
