import type { TextChange } from "../../core/detection/live-text.ts";

/** One replaced part of a text; VS Code's `TextDocumentContentChangeEvent` fits. */
export interface ContentChange {
  readonly rangeOffset: number;
  readonly rangeLength: number;
  readonly text: string;
}

/** What happened to a text since it was last scanned. */
export interface PendingChanges {
  /**
   * Takes in one change event. Its changes do not overlap, and all refer to the text before the event; `version` is the one
   * after it. Where versions do not follow each other, something was missed: then `since` knows nothing any more.
   */
  add(version: number, changes: readonly ContentChange[]): void;
  /**
   * What of the scanned text was replaced until it became the present one, of `length` UTF-16 units; empty where nothing
   * happened. Undefined where that is not known and the whole text must be looked at.
   */
  since(version: number, length: number): readonly TextChange[] | undefined;
}

function textChange({ rangeOffset, rangeLength, text }: ContentChange): TextChange {
  return { start: rangeOffset, end: rangeOffset + rangeLength, length: text.length };
}

/** Begins with the text of `length` UTF-16 units that was scanned at `version`. */
export function pendingChanges(version: number, length: number): PendingChanges {
  let at = version;
  let isKnown = true;
  let events = 0;
  let only: readonly ContentChange[] = [];
  // Everything outside of [from, to) of the scanned text is untouched; that part has become [from, to + growth).
  let [from, to, growth] = [length, 0, 0];

  function widen(changes: readonly ContentChange[]): void {
    const first = Math.min(...changes.map(({ rangeOffset }) => rangeOffset));
    const last = Math.max(...changes.map(({ rangeOffset, rangeLength }) => rangeOffset + rangeLength));
    // What lies behind the part that was touched before stands `growth` further back in the scanned text.
    const lastBefore = last - growth;
    from = Math.min(from, first);
    to = Math.max(to, lastBefore, from);
    growth += changes.reduce((sum, { rangeLength, text }) => sum + text.length - rangeLength, 0);
  }

  return {
    add(next, changes) {
      isKnown &&= next === at + 1;
      at = next;
      if (!isKnown || changes.length === 0) return;
      events++;
      only = changes;
      widen(changes);
    },
    since(now, lengthNow) {
      if (!isKnown || now !== at || lengthNow !== length + growth) return undefined;
      if (events < 2) return only.map(textChange);
      return [{ start: from, end: to, length: to + growth - from }];
    },
  };
}
