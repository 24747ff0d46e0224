import { lineStart } from "../units.ts";
import { mayNameSecret } from "../generic.ts";
import { blockScalarAt } from "./block-scalar.ts";
import { comparedBefore } from "./compared.ts";
import { defaultAfter } from "./default.ts";
import { hasQuoteAfter, hasQuoteBefore, mayBeCompared, mayBeGivenSomething } from "./first-look.ts";
import { operatorAfter, type Operator } from "./operator.ts";
import { pairedValue } from "./pair.ts";
import { bareValueAt, quotedValueAt, type Value } from "./value.ts";
import type { Language } from "../languages.ts";
import type { Span } from "../rule.ts";
import type { Assignment } from "./assignment.ts";

/** How far back a line is read to tell whether a place is inside a string. */
const LINE_REACH = 512;
const LISTED_FLAG = /^["'],\s{1,24}(?=["'])/;
const FLAG_BEFORE = /["']--$/;
const NO_BARE_VALUE = new Set([",", "(", "||", "->", "==", "===", "!=", "!==", " ", "+=", ".="]);

interface Found {
  readonly operator: string;
  readonly value: Value;
}

/** The assignment to a name; undefined where nothing literal is given to it, or it names no secret. */
export function assignmentTo(name: Span, text: string, language: Language): Assignment | undefined {
  if (!mayBeGivenSomething(text, name, language.bareValues)) return undefined;
  if (!mayNameSecret(text.slice(name.start, name.end))) return undefined;
  const found = valueFor(text, name, language);
  if (found === undefined || (found.value.quote === "'" && !language.singleQuotes)) return undefined;
  return {
    name: text.slice(name.start, name.end),
    nameStart: name.start,
    nameEnd: name.end,
    start: found.value.start,
    end: found.value.end,
    quote: found.value.quote,
    operator: found.operator,
  };
}

function valueFor(text: string, name: Span, language: Language): Found | undefined {
  const flag = flagValue(text, name);
  if (flag !== undefined) return { operator: "flag", value: flag };
  const operator = operatorAfter(text, name.end);
  const paired = pairedValue(text, name, operator, language.bareValues);
  if (paired !== undefined) return { operator: "pair", value: paired };
  return (operator && givenBy(operator, text, name, language)) ?? comparedWith(text, name);
}

function givenBy(operator: Operator, text: string, name: Span, language: Language): Found | undefined {
  const direct = directValue(text, name, operator, language);
  if (direct !== undefined) return { operator: operator.sign, value: direct };
  const fallback = hasQuoteAfter(text, operator.end) ? defaultAfter(text, operator) : undefined;
  return fallback && { operator: "default", value: fallback };
}

function comparedWith(text: string, name: Span): Found | undefined {
  const compared = mayBeCompared(text, name.start) ? comparedBefore(text, name.start) : undefined;
  return compared && { operator: "==", value: compared };
}

function directValue(text: string, name: Span, operator: Operator, language: Language): Value | undefined {
  if (operator.sign === ">") return elementText(text, operator.end);
  if (operator.sign === "words") return wordAfter(text, operator.end);
  if (operator.sign === "," && !isFirstOfTwo(text, name.start)) return undefined;
  if (endsString(text, name.start, operator)) return undefined;
  const quoted = hasQuoteAfter(text, operator.end) ? quotedValueAt(text, operator.end) : undefined;
  return quoted ?? blockAfter(text, name, operator, language) ?? bareAfter(text, name.start, operator, language);
}

/** `"PWD=" + directory`: the quote behind the operator ends what the one before the name began. */
function endsString(text: string, nameStart: number, { sign, end }: Operator): boolean {
  const quote = text.charAt(nameStart - 1);
  return sign === "=" && (quote === '"' || quote === "'") && text.charAt(end) === quote;
}

function blockAfter(text: string, name: Span, { sign, end }: Operator, language: Language): Value | undefined {
  return sign === ":" && language.bareValues ? blockScalarAt(text, name, end) : undefined;
}

function bareAfter(text: string, nameStart: number, { sign, end }: Operator, language: Language): Value | undefined {
  if (NO_BARE_VALUE.has(sign)) return undefined;
  const quote = hasQuoteBefore(text, nameStart) ? enclosingQuote(text, nameStart) : "";
  if (!language.bareValues && quote === "") return undefined;
  const value = bareValueAt(text, end, quote);
  // A quote that a pattern or an apostrophe opened would make all of the code behind it a text.
  const isCode = value !== undefined && !language.bareValues && /[(){};]/.test(text.slice(value.start, value.end));
  return isCode ? undefined : value;
}

/** After a sentence's words a value must have quotes, or not look like one more word. */
function wordAfter(text: string, from: number): Value | undefined {
  const value = quotedValueAt(text, from) ?? bareValueAt(text, from, "");
  if (value === undefined || value.quote !== "") return value;
  return /\d|[^\w.,;!?-]/.test(text.slice(value.start, value.end)) ? value : undefined;
}

/** `--password x`, `-token x`, and as a list has them: `"--password", "x"` */
function flagValue(text: string, name: Span): Value | undefined {
  if (text.charCodeAt(name.start - 1) !== 0x2d) return undefined;
  const listed = LISTED_FLAG.exec(text.slice(name.end, name.end + 32));
  if (listed !== null && FLAG_BEFORE.test(text.slice(name.start - 3, name.start)))
    return quotedValueAt(text, name.end + listed[0].length);
  if (!/[\s"'`(-]/.test(text[name.start - 2] ?? " ")) return undefined;
  if (text[name.end] !== " " || /[-=:|&<>]/.test(text[name.end + 1] ?? "-")) return undefined;
  return quotedValueAt(text, name.end + 1) ?? bareValueAt(text, name.end + 1, "");
}

/** The text of `<password>…</password>`. */
function elementText(text: string, from: number): Value | undefined {
  const window = text.slice(from, from + LINE_REACH);
  const found = /^\s*([^<\s][^<\r\n]{0,300}?)\s*<\//.exec(window);
  if (found?.[1] === undefined) return undefined;
  const start = from + found[0].indexOf(found[1]);
  return { start, end: start + found[1].length, quote: "" };
}

/** `set("password", …`, `{"password", …`: in a longer list one text says nothing of the next. */
function isFirstOfTwo(text: string, nameStart: number): boolean {
  const before = text.slice(Math.max(0, nameStart - 48), nameStart);
  return /[({[][ \t]*\\?["'`:]$/.test(before) || /(?:buildConfigField|resValue)[ (]+["']\w+["'][ ,]+["']$/.test(before);
}

/** The quote that is open at `at`, counted from the start of its line; empty where none is, or the line is too long to tell. */
function enclosingQuote(text: string, at: number): string {
  const from = lineStart(text, at, LINE_REACH);
  if (from > 0 && text.charCodeAt(from - 1) !== 0x0a) return "";
  let open = "";
  for (let i = from; i < at; i++) {
    const character = text.charAt(i);
    if (character === "\\") i++;
    else if (open === character) open = "";
    else if (open === "" && isQuote(text, i)) open = character;
  }
  return open;
}

/** An apostrophe inside a word opens no string. */
function isQuote(text: string, at: number): boolean {
  const character = text.charAt(at);
  if (character === '"' || character === "`") return true;
  return character === "'" && !/\w/.test(text.charAt(at - 1));
}
