/** A command line as far as it is typed: the words before the last one, and the last one, which may be empty. */
export interface TypedLine {
  readonly before: readonly string[];
  readonly current: string;
}

const TOKEN =
  /\\(?<escaped>[^])|'(?<single>[^']*)'?|"(?<double>(?:\\[^]|[^"\\])*)"?|(?<space>\s+)|(?<plain>[^\s\\'"]+|\\$)/gu;

/** Splits a line at spaces as shells do, without expanding anything. An open quote ends with the line. */
export function splitLine(line: string): TypedLine {
  const words = [""];
  const add = (text: string): void => void words.push((words.pop() ?? "") + text);
  for (const { groups = {} } of line.trimStart().matchAll(TOKEN)) {
    if (groups["space"] !== undefined) words.push("");
    else if (groups["double"] !== undefined) add(groups["double"].replaceAll(/\\(["\\$`])/gu, "$1"));
    else add(groups["escaped"] ?? groups["single"] ?? groups["plain"] ?? "");
  }
  return { before: words.slice(0, -1), current: words.at(-1) ?? "" };
}
