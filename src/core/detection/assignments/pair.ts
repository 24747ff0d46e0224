import { isBlank, isQuote } from "../units.ts";
import { bareValueAt, quotedValueAt, type Value } from "./value.ts";
import type { Operator } from "./operator.ts";
import type { Span } from "../rule.ts";

const REACH = 160;
const ELEMENTS_REACH = 500;
/** `key="password" value=`, `"name": "DB_PASSWORD", "value":`, `- name: DB_PASSWORD` with `value:` on the next line. */
const BETWEEN =
  /^["'`]?(?:[ \t]*,?[ \t]*|[ \t]*,?[ \t]*\r?\n[ \t]*)["'`]?(?:value|val|defaultValue|default_value|stringValue)["'`]?[ \t]*(?:[:=]|=>)[ \t]*/i;
/** `<key>password</key> <string>x</string>`, `<name>db.password</name> <value>x</value>` */
const ELEMENTS =
  /^<\/(?:key|name|param-name|entry)>\s{0,80}<(?:string|value|param-value)>\s{0,20}([^<\s][^<\r\n]{0,300}?)\s{0,20}<\//i;
const NAMED = /(?:key|name|id|param|field|var|variable|property|option)["'`]?[ \t]*(?:[:=]|=>)[ \t]*["'`]?[\w.$-]*$/i;

/** True where what `NAMED` ends in may stand before the name; most names have none of it there. */
function isBehindSign(text: string, nameStart: number): boolean {
  let at = nameStart - 1;
  while (isBetween(text.charCodeAt(at))) at--;
  const sign = text.charCodeAt(at);
  return sign === 0x3a || sign === 0x3d || sign === 0x3e;
}

/** A quote, a blank, `.`, `$` or `-` */
function isBetween(unit: number): boolean {
  return isQuote(unit) || isBlank(unit) || unit === 0x2e || unit === 0x24 || unit === 0x2d;
}

/** The value of an entry whose name is itself a value: `{ "name": "DB_PASSWORD", "value": "x" }`. */
export function pairedValue(
  text: string,
  name: Span,
  operator: Operator | undefined,
  bare: boolean,
): Value | undefined {
  if ((operator !== undefined && operator.sign !== ",") || !isBehindSign(text, name.start)) return undefined;
  if (text.charCodeAt(name.end) === 0x3c) return valueOfElements(text, name.end);
  const between = BETWEEN.exec(text.slice(name.end, name.end + REACH));
  if (between === null || !NAMED.test(text.slice(Math.max(0, name.start - 60), name.start))) return undefined;
  const from = name.end + between[0].length;
  return quotedValueAt(text, from) ?? (bare ? bareValueAt(text, from, "") : undefined);
}

function valueOfElements(text: string, from: number): Value | undefined {
  const [whole = "", value = ""] = ELEMENTS.exec(text.slice(from, from + ELEMENTS_REACH)) ?? [];
  if (value === "") return undefined;
  const end = from + whole.trimEnd().lastIndexOf("</");
  const start = text.lastIndexOf(value, end);
  return { start, end: start + value.length, quote: "" };
}
