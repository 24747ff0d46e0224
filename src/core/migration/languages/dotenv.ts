import { Secret } from "../../secrets/secret.ts";
import type { MappingAddition } from "../../references/mapping-edits.ts";
import type { MappingPart } from "../../references/mapping-lines.ts";
import { refusedName, validName } from "../../references/mapping-names.ts";
import { lineEnd, lineStart } from "../../text/edits.ts";
import { commentPlan } from "../comment-plan.ts";
import { notMovable, type Language, type MovePlan, type MoveSite } from "../plan.ts";
import { cutUnits, unitsOf, valueOf, type Content, type Cut } from "../source-units.ts";

/**
 * dotenv files: the line moves to the mapping and leaves a comment, since a program that reads the file by itself would
 * take a reference for the value. The mapping keeps the line's own name: that is what the program asks for.
 */
export const dotenv: Language = { ids: ["dotenv", "dotenv-variables"], files: /^\.env(?:\.|$)|\.env$/, plan };

interface Assignment extends Content {
  readonly name: string;
  readonly quote: string;
  /** Offset of the line's first character that is to be replaced. */
  readonly from: number;
}

function plan(site: MoveSite): MovePlan {
  const start = lineStart(site.text, site.start);
  if (/^\s*#/.test(site.text.slice(start, site.start))) return commentPlan(site);
  const assignment = assignmentAt(site, start);
  const cut = cutUnits(unitsOf(site.text, assignment, escapes(assignment.quote), decode), site);
  if (cut === undefined) throw notMovable(site, "not-a-text");
  if (!validName(assignment.name) || refusedName(assignment.name)) throw notMovable(site, "name-refused");
  const to = assignment.end + assignment.quote.length;
  return {
    value: Secret.of(valueOf(cut.secret)),
    edits: [
      { start: assignment.from, end: to, text: `# ${assignment.name} is in ${site.mappingName ?? "lockers.env"}` },
    ],
    mapping: additions(site, assignment, cut),
    expression: assignment.name,
    notes: [],
  };
}

function assignmentAt(site: MoveSite, start: number): Assignment {
  const { text } = site;
  // A quoted value may span lines: look for the line it begins on.
  for (let from = start; ; from = lineStart(text, from - 1)) {
    const found = readAssignment(text, from);
    if (found !== undefined && found.start <= site.start && site.end <= found.end) return found;
    if (from === 0) throw notMovable(site, "not-a-text");
  }
}

const HEAD = /\uFEFF?[ \t]*(?:export[ \t]+)?([\w.-]+)[ \t]*(?:=[ \t]*|:[ \t]+)(["'`]?)/uy;

function readAssignment(text: string, line: number): Assignment | undefined {
  HEAD.lastIndex = line;
  const found = HEAD.exec(text);
  if (found === null) return undefined;
  const [head, name = "", quote = ""] = found;
  const from = head.startsWith("\uFEFF") ? line + 1 : line;
  const start = HEAD.lastIndex;
  return { name, quote, from, start, end: quote === "" ? bareEnd(text, start) : quotedEnd(text, start, quote) };
}

function bareEnd(text: string, start: number): number {
  const value = text.slice(start, lineEnd(text, start));
  return start + (/^.*?(?=[ \t]+#|[ \t]*$)/u.exec(value)?.[0].length ?? 0);
}

function quotedEnd(text: string, start: number, quote: string): number {
  for (let at = start; at < text.length; at += 1) {
    if (text[at] === quote) return at;
    if (text[at] === "\\" && quote === '"') at += 1;
  }
  return start;
}

// What the readers agree on: escapes only between double quotes.
function escapes(quote: string): RegExp {
  return quote === '"' ? /\\([nrt"\\$])|(\r\n)/uy : /(?!)/uy;
}

function decode([written, escaped]: RegExpExecArray): string {
  const breaks = new Map([
    ["n", "\n"],
    ["r", "\r"],
    ["t", "\t"],
  ]);
  return escaped === undefined ? written : (breaks.get(escaped) ?? escaped);
}

function additions(site: MoveSite, { name, quote }: Assignment, cut: Cut): readonly MappingAddition[] {
  const rest = valueOf([...cut.before, ...cut.after]);
  if (rest === "") return [{ name, kind: "reference", reference: site.reference }];
  // `${OTHER}` may be a name of this file that the mapping does not know.
  if (quote !== "'" && /\$[\w{]/.test(rest)) throw notMovable(site, "depends-on-others");
  const variable = site.variable === name ? `${name}_SECRET` : site.variable;
  const parts: MappingPart[] = [{ text: valueOf(cut.before) }, { variable }, { text: valueOf(cut.after) }];
  return [
    { name: variable, kind: "reference", reference: site.reference },
    { name, kind: "composed", parts: parts.filter((part) => "variable" in part || part.text !== "") },
  ];
}
