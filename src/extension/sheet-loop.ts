import type { Ask, Row, Sheet } from "./ask.ts";

/** What choosing a row of a sheet does. */
export type Step<State> =
  /** Does what the sheet is for. */
  | { readonly kind: "accept" }
  /** One question about one choice; undefined where the person went back. */
  | { readonly kind: "change"; readonly ask: (state: State) => Promise<State | undefined> }
  /** The row only tells something. */
  | { readonly kind: "none" };

export interface SheetParts<State> {
  readonly title: string;
  readonly placeholder: string;
  /** Draws the choices; the first row accepts, or says what to change first. */
  readonly rows: (state: State) => readonly Row<Step<State>>[];
  /** What takes a moment to find out about the choices (is the name taken?); the sheet is busy meanwhile. Never throws. */
  readonly refine?: (state: State) => Promise<State>;
}

interface Round<State> {
  readonly state: State;
  readonly step: Step<State> | undefined;
}

async function oneRound<State>(ask: Ask, parts: SheetParts<State>, first: State): Promise<Round<State>> {
  let state = first;
  const draw = (busy: boolean): Sheet<Step<State>> => ({
    title: parts.title,
    placeholder: parts.placeholder,
    busy,
    rows: parts.rows(state),
  });
  const open = ask.sheet(draw(parts.refine !== undefined));
  async function refine(): Promise<void> {
    if (parts.refine === undefined) return;
    state = await parts.refine(state);
    open.update(draw(false));
  }
  const refined = refine();
  for (;;) {
    const step = await open.next();
    if (step?.kind === "none") continue;
    if (step?.kind === "accept") {
      await refined;
      // What was found out meanwhile may forbid it: then the first row says so instead.
      if (parts.rows(state)[0]?.value.kind !== "accept") continue;
    }
    open.close();
    return { state, step };
  }
}

/**
 * One quick pick in the place of a chain of questions: Enter on the first row accepts the choices as they are shown,
 * any other row asks for one of them and comes back. Returns the choices, or undefined where the person left.
 */
export async function askSheet<State>(ask: Ask, parts: SheetParts<State>, first: State): Promise<State | undefined> {
  let state = first;
  for (;;) {
    const round = await oneRound(ask, parts, state);
    state = round.state;
    if (round.step === undefined) return undefined;
    if (round.step.kind === "accept") return state;
    if (round.step.kind === "change") state = (await round.step.ask(state)) ?? state;
  }
}
