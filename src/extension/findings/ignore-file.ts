import type { TextEdit } from "../../core/text/edits.ts";

/** Name of the committed file, in the workspace folder, that lists the findings nobody wants to see again. */
export const IGNORE_FILE = ".lockersignore";

function lineBreakOf(text: string): string {
  return text.includes("\r\n") ? "\r\n" : "\n";
}

/** Adds a line at the end, with the line breaks the text has. */
export function lineAdded(text: string, line: string): TextEdit {
  const eol = lineBreakOf(text);
  const lead = text === "" || text.endsWith("\n") ? "" : eol;
  return { start: text.length, end: text.length, text: `${lead}${line}${eol}` };
}

/** Takes out a line, counted from 0, with its line break. */
export function lineRemoved(text: string, line: number): TextEdit {
  let start = 0;
  for (let passed = 0; passed < line; passed++) {
    const feed = text.indexOf("\n", start);
    if (feed < 0) return { start: text.length, end: text.length, text: "" };
    start = feed + 1;
  }
  const feed = text.indexOf("\n", start);
  return { start, end: feed < 0 ? text.length : feed + 1, text: "" };
}
