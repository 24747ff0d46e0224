import { parseDuration } from "./durations.ts";
import { isObject, type Json, type JsonObject, isJsonObject } from "./note.ts";
import { Refusal } from "./outcome.ts";

/** Reads the fields of a request's body as the servers convert them. Each throws the servers' 400 where it cannot. */

/** How the servers name the failure: some endpoints put words in front. */
export type Prefix = "" | "Field validation failed: ";

function refuse(prefix: Prefix, field: string, why: string): Refusal {
  return new Refusal(400, [`${prefix}error converting input for field ${JSON.stringify(field)}: ${why}`]);
}

/** A whole number, given as number or text; undefined where it is absent. */
export function integer(
  body: Readonly<Record<string, unknown>>,
  field: string,
  prefix: Prefix = "",
): number | undefined {
  const value = body[field];
  if (value === undefined || value === null) return undefined;
  if (typeof value === "number") return Math.trunc(value);
  if (typeof value === "boolean") return value ? 1 : 0;
  if (typeof value === "string" && /^[+-]?\d+$/.test(value)) return Number(value);
  if (value === "") return 0;
  throw refuse(prefix, field, "'' cannot parse value as 'int': strconv.ParseInt: invalid syntax");
}

/** A flag, given as such, as text or as number; undefined where it is absent. */
export function flagOf(body: JsonObject, field: string, prefix: Prefix = ""): boolean | undefined {
  const value = body[field];
  if (value === undefined || value === null) return undefined;
  if (typeof value === "boolean") return value;
  if (typeof value === "number") return value !== 0;
  const word = typeof value === "string" ? value : "none";
  if (/^(?:1|t|T|true|TRUE|True)$/.test(word)) return true;
  if (/^(?:0|f|F|false|FALSE|False)?$/.test(word)) return false;
  throw refuse(prefix, field, "'' cannot parse value as 'bool': strconv.ParseBool: invalid syntax");
}

/** Seconds, not negative; undefined where it is absent. */
export function seconds(body: JsonObject, field: string): number | undefined {
  const value = body[field];
  if (value === undefined || value === null) return undefined;
  const parsed = parseDuration(value);
  if (typeof parsed !== "number") throw refuse("", field, parsed.bad);
  if (parsed < 0) throw refuse("", field, `cannot provide negative value '${Math.trunc(parsed)}'`);
  return Math.trunc(parsed);
}

/** An object; undefined where it is absent or null. */
export function objectOf(body: JsonObject, field: string, prefix: Prefix = ""): JsonObject | undefined {
  const value = body[field];
  if (value === undefined || value === null) return undefined;
  if (isJsonObject(value)) return value;
  throw refuse(
    prefix,
    field,
    `${Array.isArray(value) ? "'[0]'" : "''"} expected type 'map[string]interface {}', got unconvertible type '${goType(value)}'`,
  );
}

/** Texts, given as a list or as one text with commas; undefined where it is absent. */
export function texts(body: JsonObject, field: string): readonly string[] | undefined {
  const value = body[field];
  if (value === undefined || value === null) return undefined;
  const items = Array.isArray(value) ? value : scalar(value).split(",");
  return items.map((item: Json) => scalar(item).trim()).filter((item) => item !== "");
}

/** Version numbers, as numbers, texts, or one text with commas; empty where it is absent. */
export function versionNumbers(body: JsonObject): readonly number[] {
  const items = texts(body, "versions") ?? [];
  return items.map((item, at) => {
    if (!/^[+-]?\d+$/.test(item)) throw refuse("Field validation failed: ", "versions", notNumber(at));
    return Number(item);
  });
}

function notNumber(at: number): string {
  const why = `'[${at}]' cannot parse value as 'int': strconv.ParseInt: invalid syntax`;
  return `decoding failed due to the following error(s):\n\n${why}`;
}

/** A text; numbers and flags are turned into it; undefined where it is absent. */
export function textOf(body: JsonObject, field: string): string | undefined {
  const value = body[field];
  return value === undefined || value === null ? undefined : scalar(value);
}

/** A number, flag or text as text; empty for anything else. */
export function scalar(value: Json | undefined): string {
  if (typeof value === "string") return value;
  return typeof value === "number" || typeof value === "boolean" ? String(value) : "";
}

/** The name Go has for the type of a JSON value. */
export function goType(value: Json): string {
  if (Array.isArray(value)) return goType(value[0] ?? "");
  if (isObject(value)) return "map[string]interface {}";
  if (typeof value === "number") return "json.Number";
  return typeof value === "boolean" ? "bool" : "string";
}

/** The warning for fields an endpoint has no use for; empty where there are none. */
export function unrecognized(body: Readonly<Record<string, unknown>>, known: readonly string[]): readonly string[] {
  const others = Object.keys(body).filter((field) => !known.includes(field));
  return others.length === 0
    ? []
    : [`Endpoint ignored these unrecognized parameters: [${others.toSorted().join(" ")}]`];
}
