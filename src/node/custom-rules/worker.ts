import { parentPort, type MessagePort } from "node:worker_threads";
import { customMatches } from "../../core/detection/custom/custom-matches.ts";
import type { CustomRule } from "../../core/detection/custom/custom-rule.ts";
import type { RuleCall, RuleReply } from "./rule-thread.ts";

/** Runs patterns of a person, which may never come to an end: whoever asks ends this thread then. */
function answer(port: MessagePort): void {
  port.on("message", ({ text, rules, state }: RuleCall) => {
    const flags = new Int32Array(state);
    port.postMessage(replyTo(text, rules, flags));
    // Whoever waits without turning its event loop sees this, and then takes the message out by itself.
    Atomics.store(flags, 0, 1);
    Atomics.notify(flags, 0);
  });
}

/** A pattern that compiles may still be too large to be carried out. */
function replyTo(text: string, rules: readonly CustomRule[], flags: Int32Array): RuleReply {
  try {
    return customMatches(text, rules, (index) => Atomics.store(flags, 1, index));
  } catch {
    return "failed";
  }
}

if (parentPort !== null) {
  parentPort.once("message", (port: MessagePort) => answer(port));
  parentPort.postMessage("ready", []);
}
