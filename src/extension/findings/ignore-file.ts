import type { Finding } from "../../core/detection/finding.ts";
import { ignoreLine } from "../../core/detection/ignore-file.ts";

/** Name of the committed file, in the workspace folder, that lists the findings nobody wants to see again. */
export const IGNORE_FILE = ".lockersignore";

/** The text of the file with one more line for `finding`, with the line breaks it has. */
export function withIgnored(text: string, finding: Finding, path: string): string {
  const eol = text.includes("\r\n") ? "\r\n" : "\n";
  const start = text === "" || text.endsWith("\n") ? text : `${text}${eol}`;
  return `${start}${ignoreLine(finding, path)}${eol}`;
}
