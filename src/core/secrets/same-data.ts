import { isExactNumber, parseExactJson } from "../exact-json.ts";
import { isObject } from "../json-shape.ts";
import type { Field, SecretData } from "../vault/types.ts";

/** True where both hold the same keys with the same values; their order does not matter. */
export function sameData(left: SecretData, right: SecretData): boolean {
  return left.size === right.size && [...left].every(([key, field]) => sameField(field, right.get(key)));
}

/**
 * True where both are the same value. Servers sort the names inside a JSON object and write a number in their own way:
 * neither counts, as long as it is the same number to its last digit.
 */
export function sameField(left: Field, right: Field | undefined): boolean {
  if (right === undefined || left.json !== right.json) return false;
  if (left.value.equals(right.value)) return true;
  return left.json && canonical(left) === canonical(right);
}

function canonical({ value }: Field): string {
  return JSON.stringify(sorted(parseExactJson(value.reveal())));
}

function sorted(value: unknown): unknown {
  if (typeof value === "number" || isExactNumber(value)) return decimal(JSON.stringify(value));
  if (Array.isArray(value)) return value.map(sorted);
  if (!isObject(value)) return value;
  const names = Object.keys(value).toSorted();
  return Object.fromEntries(names.map((name) => [name, sorted(value[name])]));
}

/** One text for each number: `1.10` and `11e-1` are `11e-1`. */
function decimal(text: string): string {
  const {
    sign = "",
    whole = "",
    fraction = "",
    exponent = "0",
  } = /^(?<sign>-?)(?<whole>\d+)(?:\.(?<fraction>\d+))?(?:[eE](?<exponent>[+-]?\d+))?$/u.exec(text)?.groups ?? {};
  const digits = `${whole}${fraction}`.replace(/^0+/u, "");
  const short = digits.replace(/0+$/u, "");
  if (short === "") return "0";
  return `${sign}${short}e${BigInt(exponent) - BigInt(fraction.length) + BigInt(digits.length - short.length)}`;
}
