import { parseExactJson } from "../../exact-json.ts";
import { ExpectedError } from "../../errors.ts";
import type { JsonObject } from "../../json-shape.ts";
import { Secret } from "../../secrets/secret.ts";
import type { Field, SecretData } from "../types.ts";

/** A secret's keys and values as the server holds them, in its order. */
export function parseFields(data: JsonObject): ReadonlyMap<string, Field> {
  return new Map(
    Object.entries(data).map(([key, value]) => [
      key,
      typeof value === "string"
        ? { value: Secret.of(value), json: false }
        : { value: Secret.of(JSON.stringify(value)), json: true },
    ]),
  );
}

/** The value of a field as JSON. Throws `bad-input` where it claims to be JSON and is none. */
export function jsonOf(key: string, field: Field): unknown {
  if (!field.json) return field.value.reveal();
  try {
    return parseExactJson(field.value.reveal());
  } catch {
    // Without the cause: the parser's message quotes the value.
    throw new ExpectedError({ code: "bad-input", what: key, reason: "it is not valid JSON" });
  }
}

/** The object a write sends. `fromEntries` defines own properties, so a key `__proto__` is a key. */
export function objectOf(data: SecretData): JsonObject {
  return Object.fromEntries([...data].map(([key, field]) => [key, jsonOf(key, field)]));
}
