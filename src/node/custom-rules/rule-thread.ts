import { MessageChannel, type MessagePort, receiveMessageOnPort, Worker } from "node:worker_threads";
import type { CustomMatch } from "../../core/detection/custom/custom-matches.ts";
import type { CustomRule } from "../../core/detection/custom/custom-rule.ts";

/** One text for the thread. */
export interface RuleCall {
  readonly text: string;
  readonly rules: readonly CustomRule[];
  /** Two numbers: whether the answer is there, and which rule runs (-1: none has begun). */
  readonly state: SharedArrayBuffer;
}

/** `stuck`: the rule whose pattern had not come to an end in time; the thread is gone with it. */
export type RuleAnswer =
  | { readonly kind: "found"; readonly matches: readonly CustomMatch[] }
  | { readonly kind: "stuck"; readonly rule: CustomRule };

/** A thread in which patterns of a person run. It is started at the first call and again after it was ended. */
export interface RuleThread {
  /** One call at a time; others wait their turn. */
  find(text: string, rules: readonly CustomRule[]): Promise<RuleAnswer>;
  /** The same, and nothing else happens in this thread meanwhile. Not while `find` is under way. */
  findNow(text: string, rules: readonly CustomRule[]): RuleAnswer;
  end(): void;
}

/** So long a text may take, from the moment its first rule began; long texts a little longer. */
const LIMIT_MS = 2000;
const UNITS_PER_MS = 1000;
/** So long a thread may take to start on a busy computer. */
const START_MS = 20_000;

/** A call that was sent. */
interface Sent {
  readonly flags: Int32Array;
  readonly port: MessagePort;
  /** Milliseconds from the moment its first rule began. */
  readonly limit: number;
}

const STEP_MS = 20;

/** `script`: the worker, as a file. */
export function createRuleThread(script: string | URL): RuleThread {
  let running: Running | undefined;
  let last: Promise<unknown> = Promise.resolve();

  function end(): void {
    const ended = running;
    running = undefined;
    ended?.port.close();
    void ended?.worker.terminate();
  }

  function send(text: string, rules: readonly CustomRule[]): Sent {
    const { port } = (running ??= start(script));
    const state = new SharedArrayBuffer(8);
    const flags = new Int32Array(state);
    Atomics.store(flags, 1, -1);
    const call: RuleCall = { text, rules, state };
    port.postMessage(call, []);
    return { flags, port, limit: LIMIT_MS + text.length / UNITS_PER_MS };
  }

  /** The thread is ended where the time was over. */
  function answerOf(
    matches: readonly CustomMatch[] | undefined,
    { flags }: Sent,
    rules: readonly CustomRule[],
  ): RuleAnswer {
    if (matches !== undefined) return { kind: "found", matches };
    end();
    const rule = rules[Math.max(0, Atomics.load(flags, 1))];
    return rule === undefined ? NONE : { kind: "stuck", rule };
  }

  return {
    find: async (text, rules) => {
      if (rules.length === 0) return NONE;
      const mine = last.then(async () => {
        const sent = send(text, rules);
        return answerOf(await heard(sent), sent, rules);
      });
      last = mine.catch(() => undefined);
      return mine;
    },
    findNow: (text, rules) => {
      if (rules.length === 0) return NONE;
      const sent = send(text, rules);
      return answerOf(waitedFor(sent), sent, rules);
    },
    end,
  };
}

const NONE: RuleAnswer = { kind: "found", matches: [] };

interface Running {
  readonly worker: Worker;
  readonly port: MessagePort;
}

function start(script: string | URL): Running {
  const worker = new Worker(script, { env: {}, argv: [], execArgv: [] });
  worker.unref();
  worker.on("error", () => undefined); // the call that waits runs into its limit
  const { port1, port2 } = new MessageChannel();
  port1.unref();
  worker.postMessage(port2, [port2]);
  return { worker, port: port1 };
}

/** The answer, or undefined once the time is over. */
async function heard({ flags, port, limit }: Sent): Promise<readonly CustomMatch[] | undefined> {
  return new Promise((resolve) => {
    const begun = performance.now();
    let timer: NodeJS.Timeout | undefined;
    const hear = (matches: readonly CustomMatch[]): void => {
      clearTimeout(timer);
      port.unref();
      resolve(matches);
    };
    const giveUp = (): void => {
      port.off("message", hear);
      resolve(undefined);
    };
    const look = (): void => {
      const isStarting = Atomics.load(flags, 1) === -1 && performance.now() - begun < START_MS;
      timer = isStarting ? setTimeout(look, STEP_MS) : setTimeout(giveUp, limit);
    };
    port.once("message", hear);
    look();
  });
}

/** The same without a turn of the event loop. */
function waitedFor({ flags, port, limit }: Sent): readonly CustomMatch[] | undefined {
  for (let waited = 0; waited < START_MS && Atomics.load(flags, 1) === -1; waited += STEP_MS) {
    Atomics.wait(flags, 0, 0, STEP_MS);
  }
  Atomics.wait(flags, 0, 0, limit);
  return receiveMessageOnPort(port)?.message;
}
