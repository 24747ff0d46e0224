/** Answers what Lockers asks in a suite, in order, and keeps what was asked. */

import assert from "node:assert/strict";
import type {
  Ask,
  Finder,
  InputQuestion,
  OpenFinder,
  PickQuestion,
  Question,
  Toast,
} from "../../../src/extension/ask.ts";
import type { Services } from "../../../src/extension/services.ts";
import type { TestContext } from "../harness.ts";
import { answeringSheet } from "./answer-sheet.ts";

/** `file`: an absolute path for a file dialog. `pick`: a row's label. `type`: a text for an input. `press`: a button of a toast, a modal or a title. `leave`: Escape. `tick`: labels of several rows. */
export type Answer =
  | { readonly pick: string }
  | { readonly tick: readonly string[] }
  | { readonly file: string }
  | { readonly type: string }
  | { readonly press: string }
  /** In a finder: types `find`, waits for the row and accepts it, or presses its button. */
  | { readonly find: string; readonly row: string; readonly button?: string }
  | { readonly leave: true };

export interface Asked {
  /** Titles, texts and sentences under an input, in order. */
  readonly said: readonly string[];
  /** Answers that nothing asked for. */
  readonly left: readonly Answer[];
}

/** The services of the extension under test. */
export function servicesOf({ extension }: TestContext): Services {
  const door = extension.exports as { readonly services: Services } | undefined;
  assert.ok(door, "the extension opens its door in test mode only");
  return door.services;
}

/** Puts `answers` in the place of the person for this test. A toast nobody answers is passed over. */
export function answering(context: TestContext, ...answers: readonly Answer[]): Asked {
  const { ask } = servicesOf(context);
  const before = { ...ask };
  const left = [...answers];
  const said: string[] = [];
  const next = (asked: string): Answer => {
    said.push(asked);
    const answer = left.shift();
    assert.ok(answer, `nobody answers "${asked}"`);
    return answer;
  };
  const fake: Ask = {
    sheet: (first) => answeringSheet(first, left, said),
    toast: ({ text, buttons = [] }: Toast) => {
      said.push(text);
      const [answer] = left;
      if (answer === undefined || !("press" in answer) || !buttons.includes(answer.press))
        return Promise.resolve(undefined);
      left.shift();
      return Promise.resolve(answer.press);
    },
    modal: async ({ text, detail = "", verbs }: Question) => {
      const answer = next(`${text} ${detail}`.trim());
      if ("leave" in answer) return undefined;
      assert.ok(
        "press" in answer && verbs.includes(answer.press),
        `"${text}" has no button for ${JSON.stringify(answer)}`,
      );
      return answer.press;
    },
    pick: async <Value>({ title, rows }: PickQuestion<Value>) => {
      const answer = next(title);
      if ("leave" in answer) return undefined;
      const row = rows.find(({ label }) => "pick" in answer && label === answer.pick);
      assert.ok(row, `"${title}" has only ${rows.map(({ label }) => label).join(", ")}`);
      return row.value;
    },
    pickMany: async <Value>({ title, rows }: PickQuestion<Value>) => {
      const answer = next(title);
      if ("leave" in answer) return undefined;
      assert.ok("tick" in answer, `"${title}" wants rows, not ${JSON.stringify(answer)}`);
      const missing = answer.tick.filter((wanted) => !rows.some(({ label }) => label === wanted));
      assert.deepEqual(missing, [], `"${title}" has only ${rows.map(({ label }) => label).join(", ")}`);
      return rows.filter(({ label }) => answer.tick.includes(label)).map(({ value }) => value);
    },
    file: async ({ title }) => {
      const answer = next(title);
      if ("leave" in answer) return undefined;
      assert.ok("file" in answer, `"${title}" wants a file, not ${JSON.stringify(answer)}`);
      return answer.file;
    },
    input: async (question: InputQuestion) => input(question, next, said),
    find: (finder) => find(context, finder, next),
  };
  Object.assign(ask, fake);
  context.cleanUp(() => Object.assign(ask, before));
  return { said, left };
}

/** Types answers until one is taken; the sentence for one that is not is kept. */
async function input(
  question: InputQuestion,
  next: (asked: string) => Answer,
  said: string[],
): Promise<string | undefined> {
  for (;;) {
    const answer = next(question.title);
    if ("leave" in answer) return undefined;
    if ("press" in answer && answer.press === question.button?.title) {
      question.button.press();
      return undefined;
    }
    assert.ok("type" in answer, `"${question.title}" wants a text, not ${JSON.stringify(answer)}`);
    const verdict = await question.check?.(answer.type);
    const fault = typeof verdict === "string" ? verdict : await question.accept?.(answer.type);
    if (fault === undefined) return answer.type;
    said.push(fault);
  }
}

/** Looks for the row again until it is there: what is listed meanwhile makes rows. */
function find<Value>(
  { waitUntil }: TestContext,
  { title, rowsFor }: Finder<Value>,
  next: (asked: string) => Answer,
): OpenFinder<Value> {
  return {
    update: () => undefined,
    close: () => undefined,
    next: async () => {
      const answer = next(title);
      if ("leave" in answer) return undefined;
      assert.ok("find" in answer, `"${title}" wants something to find, not ${JSON.stringify(answer)}`);
      const wanted = `${answer.row} for "${answer.find}"`;
      const row = await waitUntil(wanted, () =>
        rowsFor(answer.find).find(({ label, description }) =>
          [label, `${label} · ${description ?? ""}`].includes(answer.row),
        ),
      );
      return { value: row.value, button: answer.button };
    },
  };
}
