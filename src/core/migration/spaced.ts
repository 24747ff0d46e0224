const WORD = /[\p{ID_Continue}$]/u;

/** The replacement with a space where it would run into a word: `return"a"` may be written so, `returnprocess` not. */
export function spaced(
  text: string,
  range: { readonly start: number; readonly end: number },
  replacement: string,
): string {
  const before = meets(text[range.start - 1], replacement[0]) ? " " : "";
  const after = meets(replacement.at(-1), text[range.end]) ? " " : "";
  return before + replacement + after;
}

function meets(left: string | undefined, right: string | undefined): boolean {
  return WORD.test(left ?? "") && WORD.test(right ?? "");
}
