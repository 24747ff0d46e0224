import { candidatesIn, type Located, type Stretch } from "./candidates.ts";
import { FAR_REACH, NEAR_REACH } from "./rule.ts";
import type { RuleIndex } from "./rule-index.ts";
import type { Candidate, Notes } from "./resolve.ts";
import type { ScanContext } from "./finding.ts";

/** A part of a text that was replaced. Offsets in the text before the edit, in UTF-16 units. */
export interface TextChange {
  readonly start: number;
  readonly end: number;
  /** How long the new text in its place is. */
  readonly length: number;
}

/** What a text's keywords led to, kept up to date from edit to edit. */
export class LiveText {
  readonly #index: RuleIndex;
  readonly #path: string;
  #located: readonly Located[];

  constructor(text: string, { path }: ScanContext, index: RuleIndex) {
    this.#index = index;
    this.#path = path;
    this.#located = candidatesIn({ text, path }, { from: 0, to: text.length }, index).map(withNotes);
  }

  get candidates(): readonly Candidate[] {
    return this.#located.map(({ candidate }) => candidate);
  }

  /**
   * Looks again at the keywords that see a changed part; what the others led to only moves.
   *
   * @param text after the edit
   * @param changes of one edit, none overlapping another, in any order
   */
  edit(text: string, changes: readonly TextChange[]): void {
    const parts = partsOf(changes.toSorted((a, b) => a.start - b.start));
    const kept = this.#located.flatMap((located) => moved(located, parts));
    const near = stretchesOf(parts, text.length, NEAR_REACH);
    const source = { text, path: this.#path };
    const fresh = stretchesOf(parts, text.length, FAR_REACH).flatMap((stretch) =>
      candidatesIn(source, stretch, this.#index, near),
    );
    this.#located = [...kept, ...fresh.map(withNotes)].toSorted((a, b) => a.at - b.at);
  }
}

/** A changed part, before and after the edit. */
interface Part {
  readonly before: TextChange;
  /** How far what lies behind it has moved. */
  readonly shift: number;
}

function partsOf(changes: readonly TextChange[]): readonly Part[] {
  let shift = 0;
  return changes.map((before) => {
    shift += before.length - (before.end - before.start);
    return { before, shift };
  });
}

/** What a keyword led to in its new place; nothing where it sees a changed part. */
function moved(located: Located, parts: readonly Part[]): readonly Located[] {
  const { at, candidate } = located;
  const reach = located.looksFar ? FAR_REACH : NEAR_REACH;
  let shift = 0;
  let distance = Infinity;
  for (const { before, shift: after } of parts) {
    if (before.start > at) {
      distance = Math.min(distance, before.start - at);
      break;
    }
    distance = Math.min(distance, at - before.end);
    shift = after;
  }
  if (distance <= reach) return [];
  if (shift === 0 && distance > NOTES_REACH) return [located];
  const { start, end } = candidate;
  const notes = distance > NOTES_REACH ? candidate.notes : withoutLines(candidate.notes);
  return [{ ...located, at: at + shift, candidate: { ...candidate, start: start + shift, end: end + shift, notes } }];
}

/** How far from a change what stands on a candidate's lines stays what it was: what others there led to may look far, too. */
const NOTES_REACH = 2 * FAR_REACH + NEAR_REACH;

/** What does not depend on the lines around. */
function withoutLines({ print, variable }: Notes = {}): Notes {
  return { ...(print && { print }), ...(variable !== undefined && { variable }) };
}

function withNotes(located: Located): Located {
  return { ...located, candidate: { ...located.candidate, notes: {} } };
}

/** The stretches of the new text whose keywords see a changed part within their reach; those that touch are one. */
function stretchesOf(parts: readonly Part[], length: number, reach: number): readonly Stretch[] {
  const stretches: { from: number; to: number }[] = [];
  for (const { before, shift } of parts) {
    const end = before.end + shift;
    const from = Math.max(0, end - before.length - reach - 1);
    const to = Math.min(length, end + reach);
    const last = stretches.at(-1);
    if (last !== undefined && from <= last.to) last.to = to;
    else stretches.push({ from, to });
  }
  return stretches;
}
