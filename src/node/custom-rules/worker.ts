import { parentPort, type MessagePort } from "node:worker_threads";
import { customMatches } from "../../core/detection/custom/custom-matches.ts";
import type { RuleCall } from "./rule-thread.ts";

/** Runs patterns of a person, which may never come to an end: whoever asks ends this thread then. */
function answer(port: MessagePort): void {
  port.on("message", ({ text, rules, state }: RuleCall) => {
    const flags = new Int32Array(state);
    const matches = customMatches(text, rules, (index) => Atomics.store(flags, 1, index));
    port.postMessage(matches);
    // Whoever waits without turning its event loop sees this, and then takes the message out by itself.
    Atomics.store(flags, 0, 1);
    Atomics.notify(flags, 0);
  });
}

if (parentPort !== null) {
  parentPort.once("message", (port: MessagePort) => answer(port));
}
