/** A text of a case without its marks, and what the marks said. */
export interface MarkedText {
  readonly text: string;
  /** What stood between `⟦` and `⟧`, in order. */
  readonly spans: readonly { readonly start: number; readonly end: number }[];
}

/**
 * Takes the marks out of a case: `⟦secret⟧` is a secret that must be found exactly so; `⁞` stands inside fake secrets and
 * means nothing, so that no scanner of the place this project is kept takes them for real ones.
 */
export function parseMarked(marked: string): MarkedText {
  const spans: { start: number; end: number }[] = [];
  let text = "";
  let open: number | undefined;
  for (const part of marked.replaceAll("⁞", "").split(/([⟦⟧])/)) {
    if (part === "⟦") open = text.length;
    else if (part === "⟧" && open !== undefined) {
      spans.push({ start: open, end: text.length });
      open = undefined;
    } else text += part;
  }
  return { text, spans };
}
