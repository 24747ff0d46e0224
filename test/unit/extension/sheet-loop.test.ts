import { expect, test } from "vitest";
import type { Ask, OpenSheet, Sheet } from "../../../src/extension/ask.ts";
import { askSheet, type SheetParts, type Step } from "../../../src/extension/sheet-loop.ts";

interface Choices {
  readonly name: string;
  readonly isTaken: boolean;
}

const refuse = async (): Promise<undefined> => undefined;

/** Answers each sheet by the label of a row; undefined leaves it. */
function person(answers: readonly (string | undefined)[]) {
  const left = [...answers];
  const drawn: (readonly string[])[] = [];
  function sheet<Value>(first: Sheet<Value>): OpenSheet<Value> {
    let shown = first;
    const show = (now: Sheet<Value>): void => {
      shown = now;
      drawn.push(now.rows.map((row) => row.label));
    };
    show(first);
    return {
      update: show,
      close: () => undefined,
      next: async () => {
        const label = left.shift();
        return shown.rows.find((row) => row.label === label)?.value;
      },
    };
  }
  const find = () => ({ update: () => undefined, close: () => undefined, next: refuse });
  const ask: Ask = {
    toast: refuse,
    modal: refuse,
    input: refuse,
    pick: refuse,
    pickMany: refuse,
    file: refuse,
    sheet,
    find,
  };

  return { ask, drawn };
}

function parts(taken: ReadonlySet<string> = new Set()): SheetParts<Choices> {
  return {
    title: "Move",
    placeholder: "",
    rows: (state): { label: string; value: Step<Choices> }[] => [
      state.isTaken
        ? { label: "Change the name first", value: { kind: "none" } }
        : { label: "Move", value: { kind: "accept" } },
      { label: `Name ${state.name}`, value: { kind: "change", ask: async () => ({ name: "other", isTaken: false }) } },
      { label: "Back", value: { kind: "change", ask: async () => undefined } },
    ],
    refine: async (state) => ({ ...state, isTaken: taken.has(state.name) }),
  };
}

const first: Choices = { name: "db", isTaken: false };

test("Enter on the first row accepts what is shown", async () => {
  expect(await askSheet(person(["Move"]).ask, parts(), first)).toEqual(first);
});

test("leaving gives nothing", async () => {
  expect(await askSheet(person([undefined]).ask, parts(), first)).toBeUndefined();
});

test("a row asks for one choice and the sheet comes back with it", async () => {
  const { ask, drawn } = person(["Name db", "Move"]);
  expect(await askSheet(ask, parts(), first)).toEqual({ name: "other", isTaken: false });
  expect(drawn.at(-1)).toContain("Name other");
});

test("going back from a question keeps the choices", async () => {
  expect(await askSheet(person(["Back", "Move"]).ask, parts(), first)).toEqual(first);
});

test("what turns out to be taken cannot be accepted, however fast Enter was", async () => {
  const { ask } = person(["Move", "Change the name first", "Name db", "Move"]);
  expect(await askSheet(ask, parts(new Set(["db"])), first)).toEqual({ name: "other", isTaken: false });
});
