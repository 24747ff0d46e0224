import { ExpectedError } from "../errors.ts";
import { applyEdits, type TextEdit } from "../text/edits.ts";
import { planMove } from "./plan-move.ts";
import { notMovable, type MovePlan, type MoveSite } from "./plan.ts";

/** A secret that is about to be pasted. */
export interface PasteSite extends Omit<MoveSite, "start" | "end"> {
  /** Where it goes, in the order of the text, without overlaps: several cursors get the same. */
  readonly ranges: readonly { readonly start: number; readonly end: number }[];
  readonly secret: string;
}

/**
 * The edit that puts what reads the secret where the secret itself would have been pasted: inside of quotes it takes
 * their place. Offsets are those of the given text, which never holds the secret. Throws `not-movable` where no running
 * code could be left.
 */
export function planPaste(site: PasteSite): MovePlan {
  try {
    return planWith(site, site.secret);
  } catch (error) {
    if (!(error instanceof ExpectedError) || /["\\\r\n]/.test(site.secret)) throw error;
    // No text of the program: then one is pasted that is its own.
    return planWith(site, `"${site.secret}"`);
  }
}

interface Pasted {
  /** Offsets of the secret in the text that holds it. */
  readonly start: number;
  readonly end: number;
}

function planWith(site: PasteSite, pasted: string): MovePlan {
  const { ranges, secret, ...rest } = site;
  const text = applyEdits(
    site.text,
    ranges.map(({ start, end }) => ({ start, end, text: pasted })),
  );
  const plans = placesOf(site, pasted).map((place) => planMove({ ...rest, ...place, text }));
  const [first] = plans;
  if (first === undefined || plans.some(({ expression }) => expression !== first.expression)) {
    throw notMovable(site, "no-expression-here");
  }
  // The language reads the secret otherwise than it was copied, as where it holds an escape.
  if (plans.some(({ value }) => value.reveal() !== secret)) throw notMovable(site, "not-a-text");
  const edits = distinct(plans.flatMap((plan) => plan.edits)).map((edit) => unpasted(site, pasted, edit));
  return { ...first, edits };
}

function placesOf({ ranges, secret }: PasteSite, pasted: string): readonly Pasted[] {
  const inside = pasted.indexOf(secret);
  let shift = 0;
  return ranges.map(({ start, end }) => {
    const at = start + shift + inside;
    shift += pasted.length - (end - start);
    return { start: at, end: at + secret.length };
  });
}

/** Cursors of one file want the same import once. */
function distinct(edits: readonly TextEdit[]): readonly TextEdit[] {
  const seen = new Map(edits.map((edit) => [JSON.stringify([edit.start, edit.end, edit.text]), edit]));
  return [...seen.values()];
}

/** The same edit of the text into which nothing was pasted. */
function unpasted(site: PasteSite, pasted: string, { start, end, text }: TextEdit): TextEdit {
  return { start: offsetBefore(site, pasted, start), end: offsetBefore(site, pasted, end), text };
}

function offsetBefore(site: PasteSite, pasted: string, offset: number): number {
  let shift = 0;
  for (const { start, end } of site.ranges) {
    const from = start + shift;
    if (offset <= from) break;
    if (offset < from + pasted.length) throw notMovable(site, "not-a-text");
    shift += pasted.length - (end - start);
  }
  return offset - shift;
}
