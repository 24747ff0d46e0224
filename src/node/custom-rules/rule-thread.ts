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

/** What the thread sends back: `failed` where the rule that ran threw. */
export type RuleReply = readonly CustomMatch[] | "failed";

/** Why a rule gave no answer: its pattern had not come to an end in time, or could not be carried out. */
export type RuleLoss = "endless" | "failed";

/** `lost`: a rule that gave no answer; the thread is gone with it. `no-thread`: none could be started, and no rule is to blame. */
export type RuleAnswer =
  | { readonly kind: "found"; readonly matches: readonly CustomMatch[] }
  | { readonly kind: "lost"; readonly rule: CustomRule; readonly why: RuleLoss }
  | { readonly kind: "no-thread" };

/** A thread in which patterns of a person run. It is started at the first call and again after it was ended. */
export interface RuleThread {
  /** Starts it before it is needed; false where it cannot be. */
  starts(): Promise<boolean>;
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
  readonly thread: Running;
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
    const thread = (running ??= start(script));
    const state = new SharedArrayBuffer(8);
    const flags = new Int32Array(state);
    Atomics.store(flags, 1, -1);
    const call: RuleCall = { text, rules, state };
    thread.port.postMessage(call, []);
    return { flags, thread, limit: LIMIT_MS + text.length / UNITS_PER_MS };
  }

  /** The thread is ended where a rule or itself failed, or the time was over. */
  function answerOf(reply: RuleReply | undefined, { flags, thread }: Sent, rules: readonly CustomRule[]): RuleAnswer {
    if (reply !== undefined && reply !== "failed") return { kind: "found", matches: reply };
    end();
    const rule = rules[Atomics.load(flags, 1)];
    if (rule === undefined) return { kind: "no-thread" };
    return { kind: "lost", rule, why: reply === "failed" || thread.isGone() ? "failed" : "endless" };
  }

  return {
    starts: async () => {
      const isReady = await (running ??= start(script)).becomesReady();
      if (!isReady) end();
      return isReady;
    },
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
  /** False once it ended before it could be asked anything. */
  readonly becomesReady: () => Promise<boolean>;
  /** Resolves when it ended, whatever the cause. */
  readonly ended: Promise<void>;
  /** True once it ended by itself. */
  readonly isGone: () => boolean;
}

function start(script: string | URL): Running {
  const worker = new Worker(script, { env: {}, argv: [], execArgv: [] });
  worker.unref();
  let gone = false;
  const ended = new Promise<void>((resolve) => {
    worker.once("exit", () => {
      gone = true;
      resolve();
    });
  });
  worker.on("error", () => undefined); // its end is told too
  const ready = new Promise<boolean>((resolve) => worker.once("message", () => resolve(true)));
  const { port1, port2 } = new MessageChannel();
  port1.unref();
  worker.postMessage(port2, [port2]);
  const becomesReady = (): Promise<boolean> => {
    worker.ref(); // else a program that waits for nothing else would end here
    return Promise.race([ready, ended.then(() => false)]).finally(() => worker.unref());
  };
  return { worker, port: port1, becomesReady, ended, isGone: () => gone };
}

/** The reply, or undefined once the time is over or the thread has ended. */
async function heard({ flags, thread: { port, ended }, limit }: Sent): Promise<RuleReply | undefined> {
  return new Promise((resolve) => {
    const begun = performance.now();
    let timer: NodeJS.Timeout | undefined;
    let isOver = false;
    const hear = (reply: RuleReply): void => {
      isOver = true;
      clearTimeout(timer);
      port.unref();
      resolve(reply);
    };
    const giveUp = (): void => {
      if (isOver) return; // what else there is to be heard is another call's
      isOver = true;
      clearTimeout(timer);
      port.off("message", hear);
      // Where this thread was busy, the reply may have been there in time without being heard.
      resolve(receiveMessageOnPort(port)?.message);
    };
    const look = (): void => {
      const isStarting = Atomics.load(flags, 1) === -1 && performance.now() - begun < START_MS;
      timer = isStarting ? setTimeout(look, STEP_MS) : setTimeout(giveUp, limit);
    };
    port.once("message", hear);
    void ended.then(giveUp);
    look();
  });
}

/** The same without a turn of the event loop, in which nobody is told that a thread has ended. */
function waitedFor({ flags, thread: { port }, limit }: Sent): RuleReply | undefined {
  for (let waited = 0; waited < START_MS && Atomics.load(flags, 1) === -1; waited += STEP_MS) {
    Atomics.wait(flags, 0, 0, STEP_MS);
  }
  Atomics.wait(flags, 0, 0, limit);
  return receiveMessageOnPort(port)?.message;
}
