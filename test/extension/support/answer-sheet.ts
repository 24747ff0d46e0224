import type { OpenSheet, Sheet } from "../../../src/extension/ask.ts";
import type { Answer } from "./answers.ts";

/**
 * A sheet whose rows are chosen by answers. An answer waits for its row to appear; where there is none left, the sheet
 * waits until it is closed.
 */
export function answeringSheet<Value>(first: Sheet<Value>, left: Answer[], said: string[]): OpenSheet<Value> {
  let now = first;
  let closed = false;
  let changed: (() => void) | undefined;
  const found = (answer: Answer): { readonly value: Value } | undefined => {
    if ("press" in answer && answer.press === now.button?.title) return now.button;
    return now.rows.find(({ label }) => "pick" in answer && label === answer.pick);
  };
  return {
    update: (sheet) => {
      now = sheet;
      changed?.();
    },
    close: () => {
      closed = true;
      changed?.();
    },
    next: async () => {
      said.push(now.title);
      for (;;) {
        const [answer] = left;
        if (closed) return undefined;
        if (answer !== undefined && "leave" in answer) {
          left.shift();
          closed = true;
          return undefined;
        }
        const row = answer === undefined ? undefined : found(answer);
        if (row !== undefined) {
          left.shift();
          return row.value;
        }
        await new Promise<void>((resolve) => {
          changed = resolve;
        });
      }
    },
  };
}
