import type { Operator } from "./operator.ts";
import type { Value } from "./value.ts";

/** How far after the operator a default may begin. */
const REACH = 120;
/** `process.env.X || "x"`, `os.environ.get("X") or "x"`, `getenv("X") ?? "x"`, `get("X", "x")`, `Field(default="x")`, `${X:-x}` */
const DEFAULT =
  /^[^\r\n;"'`]{0,80}?(?:\(["'`][\w.-]{1,60}["'`](?:, ?(?:default ?= ?)?|\) ?(?:\|\||\?\?|or|\?:) ?|\)\.(?:unwrap_or|orElse|getOrElse)\()|(?:\|\||\?\?|\bor\b|\?:) ?|\b[Ff]ield\((?:default ?= ?)?)(["'`])([^"'`\r\n]{3,200})\1/;
const SHELL_DEFAULT = /^ ?["']?\$\{[A-Za-z_]\w{0,60}:?[-=]([^}"'\s$]{3,200})\}/;

/** The literal that a name is given where the environment has none; undefined where there is none on this line. */
export function defaultAfter(text: string, { sign, end }: Operator): Value | undefined {
  if (sign === "==" || sign === ",") return undefined;
  const window = text.slice(end, end + REACH);
  const [whole, quote = "", value = ""] = DEFAULT.exec(window) ?? [];
  if (whole !== undefined) return valueEndingAt(end + whole.length - 1, value, quote);
  const [lead, literal = ""] = SHELL_DEFAULT.exec(window) ?? [];
  return lead === undefined ? undefined : valueEndingAt(end + lead.length - 1, literal, "");
}

function valueEndingAt(end: number, value: string, quote: string): Value {
  return { start: end - value.length, end, quote };
}
