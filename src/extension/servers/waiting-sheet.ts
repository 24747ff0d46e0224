import { ExpectedError } from "../../core/errors.ts";
import type { Sheet } from "../ask.ts";
import { describe } from "../messages.ts";
import type { Services } from "../services.ts";
import type { Way } from "./sign-in-ways.ts";

/** What a row of a waiting sheet stands for: something to do while it waits, or another way to sign in. */
export type Choice = "wait" | "copy" | "open" | "other" | Way;

/** How a sign-in ended. `seen`: its sheet was open. */
export type Ended =
  | { readonly kind: "done"; readonly seen: boolean }
  | { readonly kind: "change"; readonly to: Way | "other" };

export interface Waiting {
  readonly server: string;
  /** Settles when the sign-in has ended; rejects with what it ran into. */
  readonly started: Promise<unknown>;
  readonly ending: AbortController;
  readonly draw: () => Sheet<Choice>;
  readonly act: (choice: "wait" | "copy" | "open") => Promise<void>;
  /** Settles when there is more to draw. */
  readonly more?: Promise<unknown>;
}

const REDRAWN_EVERY_MS = 10_000;

type Outcome = Ended | { readonly kind: "left" };

/**
 * Waits for a sign-in behind a sheet that offers ways out. A person who leaves the sheet leaves it running: the row of
 * the server shows it, brings the sheet back and cancels it.
 */
export async function waitWithSheet(services: Services, waiting: Waiting): Promise<Ended> {
  let show: (() => void) | undefined;
  const handle = { show: () => show?.(), cancel: () => waiting.ending.abort() };
  const done = waiting.started.then(() => undefined);
  const shownAgain = async (): Promise<true> =>
    new Promise((resolve) => {
      show = () => resolve(true);
    });
  const wait = async (): Promise<Ended> => {
    for (;;) {
      const outcome = await oneSheet(services, waiting, done);
      if (outcome.kind === "change") waiting.ending.abort();
      if (outcome.kind !== "left") return outcome;
      if ((await Promise.race([done, shownAgain()])) !== true) return { kind: "done", seen: false };
    }
  };
  return services.signingIn(waiting.server, wait(), handle);
}

/** What a row does. A clipboard that cannot be written must not end the sign-in. */
async function act(services: Services, waiting: Waiting, choice: "wait" | "copy" | "open"): Promise<void> {
  try {
    await waiting.act(choice);
  } catch (error) {
    if (!(error instanceof ExpectedError)) throw error;
    void services.ask.toast({ level: "warning", text: describe(error.problem).text });
  }
}

async function oneSheet(services: Services, waiting: Waiting, done: Promise<void>): Promise<Outcome> {
  const sheet = services.ask.sheet(waiting.draw());
  const redraw = (): void => sheet.update(waiting.draw());
  const ticking = setInterval(redraw, REDRAWN_EVERY_MS);
  void waiting.more?.then(redraw);
  const choices = async (): Promise<Outcome> => {
    for (;;) {
      const choice = await sheet.next();
      if (choice === undefined) return { kind: "left" };
      if (choice !== "wait" && choice !== "copy" && choice !== "open") return { kind: "change", to: choice };
      await act(services, waiting, choice);
    }
  };
  try {
    return await Promise.race([done.then((): Outcome => ({ kind: "done", seen: true })), choices()]);
  } finally {
    clearInterval(ticking);
    sheet.close();
  }
}
