import { lineStart } from "../units.ts";
import { nameAround } from "./name.ts";
import { operatorAfter } from "./operator.ts";
import { bareValueAt, quotedValueAt, type Value } from "./value.ts";
import type { Language } from "../languages.ts";
import type { Place } from "../rule.ts";
import type { Assignment } from "./assignment.ts";

/** How far back a line is read to tell whether a place is inside a string. */
const LINE_REACH = 512;
const NO_BARE_VALUE = new Set([",", "(", "||", "->", "==", "===", "!=", "!=="]);

/** The assignment whose name holds the keyword at `place`; undefined where nothing literal is given to it. */
export function assignmentAt(place: Place, language: Language): Assignment | undefined {
  const { text } = place;
  const name = nameAround(place);
  const operator = operatorAfter(text, name.end);
  if (operator === undefined) return undefined;
  const value = quotedValueAt(text, operator.end) ?? bareAfter(text, name.start, operator, language);
  if (value === undefined) return undefined;
  return {
    name: text.slice(name.start, name.end),
    nameStart: name.start,
    start: value.start,
    end: value.end,
    quote: value.quote,
    operator: operator.sign,
  };
}

function bareAfter(
  text: string,
  nameStart: number,
  operator: { readonly sign: string; readonly end: number },
  language: Language,
): Value | undefined {
  if (NO_BARE_VALUE.has(operator.sign)) return undefined;
  if (!language.bareValues && enclosingQuote(text, nameStart) === "") return undefined;
  return bareValueAt(text, operator.end);
}

/** The quote that is open at `at`, counted from the start of its line; empty where none is. */
function enclosingQuote(text: string, at: number): string {
  let open = "";
  for (let i = lineStart(text, at, LINE_REACH); i < at; i++) {
    const character = text.charAt(i);
    if (character === "\\") i++;
    else if (open === character) open = "";
    else if (open === "" && (character === '"' || character === "'" || character === "`")) open = character;
  }
  return open;
}
