/** Replaces the UTF-16 units from `start` (inclusive) to `end` (exclusive) by `text`. */
export interface TextEdit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** `text` with all `edits` applied. They must not overlap; insertions at one place keep their order. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const parts: string[] = [];
  let at = 0;
  for (const edit of edits.toSorted((left, right) => left.start - right.start || left.end - right.end)) {
    if (edit.start < at) throw new Error("edits overlap");
    parts.push(text.slice(at, edit.start), edit.text);
    at = edit.end;
  }
  parts.push(text.slice(at));
  return parts.join("");
}

/**
 * The edit without what it leaves as it is at its two ends, so that cursors and other edits keep their place; none where
 * it changes nothing.
 */
export function narrowed(text: string, edit: TextEdit): readonly TextEdit[] {
  const old = text.slice(edit.start, edit.end);
  if (old === edit.text) return [];
  const head = commonStart(old, edit.text);
  const tail = commonEnd(old.slice(head), edit.text.slice(head));
  return [{ start: edit.start + head, end: edit.end - tail, text: edit.text.slice(head, edit.text.length - tail) }];
}

function commonStart(left: string, right: string): number {
  let length = 0;
  while (length < left.length && left[length] === right[length]) length += 1;
  // Never between the halves of a surrogate pair.
  return /[\uD800-\uDBFF]/.test(left[length - 1] ?? "") ? length - 1 : length;
}

function commonEnd(left: string, right: string): number {
  const most = Math.min(left.length, right.length);
  let length = 0;
  while (length < most && left.at(-1 - length) === right.at(-1 - length)) length += 1;
  return /[\uDC00-\uDFFF]/.test(left[left.length - length] ?? "") ? length - 1 : length;
}

/** Where `offset` of the text before `edits` is after them. Offsets inside a replaced range move to its end. */
export function offsetAfter(offset: number, edits: readonly TextEdit[]): number {
  let moved = offset;
  for (const edit of edits) {
    if (edit.end <= offset) moved += edit.text.length - (edit.end - edit.start);
    else if (edit.start < offset) moved += edit.start + edit.text.length - offset;
  }
  return moved;
}

/** The line break a text uses: that of its first line, `\n` where it has only one line. */
export function lineBreakOf(text: string): "\r\n" | "\n" {
  const first = text.indexOf("\n");
  return first > 0 && text[first - 1] === "\r" ? "\r\n" : "\n";
}

/** Offset of the first character of the line that holds `offset`. */
export function lineStart(text: string, offset: number): number {
  return text.lastIndexOf("\n", offset - 1) + 1;
}

/** Offset after the last character of the line that holds `offset`, without its line break. */
export function lineEnd(text: string, offset: number): number {
  const newline = text.indexOf("\n", offset);
  if (newline === -1) return text.length;
  return newline > offset && text[newline - 1] === "\r" ? newline - 1 : newline;
}

/** Number of the line that holds `offset`, counted from 1. */
export function lineNumber(text: string, offset: number): number {
  let line = 1;
  for (let at = text.indexOf("\n"); at !== -1 && at < offset; at = text.indexOf("\n", at + 1)) line += 1;
  return line;
}
