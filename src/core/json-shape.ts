import { isExactNumber } from "./exact-json.ts";

/** What a border needs to turn parsed JSON (`unknown`) into our types. None of these throws. */

export type JsonObject = Readonly<Record<string, unknown>>;

/** True for a JSON object, not for an array, null, or a number that JavaScript cannot hold. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !isExactNumber(value);
}

/** The object under `name`, or an empty one. */
export function objectAt(from: unknown, name: string): JsonObject {
  const found = isObject(from) && Object.hasOwn(from, name) ? from[name] : undefined;
  return isObject(found) ? found : {};
}

/** The text under `name`, or undefined. */
export function textAt(from: JsonObject, name: string): string | undefined {
  const found = from[name];
  return typeof found === "string" ? found : undefined;
}

/** The finite number under `name`, or undefined. */
export function numberAt(from: JsonObject, name: string): number | undefined {
  const found = from[name];
  return typeof found === "number" && Number.isFinite(found) ? found : undefined;
}

/** The texts in the list under `name`; an absent list is empty, other members are left out. */
export function textsAt(from: JsonObject, name: string): readonly string[] {
  const found = from[name];
  return Array.isArray(found) ? found.filter((member) => typeof member === "string") : [];
}

/** A time in RFC 3339 form under `name` as milliseconds since the epoch; undefined where it is empty or none. */
export function timeAt(from: JsonObject, name: string): number | undefined {
  const text = textAt(from, name);
  if (text === undefined || text === "") return undefined;
  const time = Date.parse(text);
  return Number.isFinite(time) ? time : undefined;
}
