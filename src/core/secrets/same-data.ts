import { parseExactJson } from "../exact-json.ts";
import { isObject } from "../json-shape.ts";
import type { Field, SecretData } from "../vault/types.ts";

/** True where both hold the same keys with the same values; their order does not matter. */
export function sameData(left: SecretData, right: SecretData): boolean {
  return left.size === right.size && [...left].every(([key, field]) => sameField(field, right.get(key)));
}

/** True where both are the same value. Servers sort the names inside a JSON object: that order does not count. */
export function sameField(left: Field, right: Field | undefined): boolean {
  if (right === undefined || left.json !== right.json) return false;
  if (left.value.equals(right.value)) return true;
  return left.json && canonical(left) === canonical(right);
}

function canonical({ value }: Field): string {
  return JSON.stringify(sorted(parseExactJson(value.reveal())));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isObject(value)) return value;
  const names = Object.keys(value).toSorted();
  return Object.fromEntries(names.map((name) => [name, sorted(value[name])]));
}
