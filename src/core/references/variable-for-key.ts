import { parseMapping } from "./mapping.ts";
import { refusedName, validName } from "./mapping-names.ts";

/**
 * The variable for a value: the one that a mapping has for its reference, else one named after the secret and the key
 * (`DB_PASSWORD`) that the mapping does not use for something else. Throws what `parseMapping` throws.
 */
export function variableForKey(
  mapping: { readonly text: string; readonly file: string },
  value: { readonly secret: string; readonly key: string; readonly reference: string },
): string {
  const { entries } = parseMapping(mapping.text, mapping.file);
  const same = entries.find(({ start, end }) => mapping.text.slice(start, end) === value.reference);
  if (same !== undefined) return same.name;
  const taken = new Set(entries.map(({ name }) => name));
  const wanted = named(`${value.secret}_${value.key}`);
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? wanted : `${wanted}_${number}`;
    if (!taken.has(name)) return name;
  }
}

/** Letters, digits and underscores, not beginning with a digit, and no name that steers programs. */
function named(text: string): string {
  const clean = text
    .toUpperCase()
    .replaceAll(/[^A-Z0-9]+/gu, "_")
    .replaceAll(/^_+|_+$/gu, "");
  const name = /^\d|^$/.test(clean) ? `SECRET_${clean}` : clean;
  return validName(name) && !refusedName(name) ? name : `SECRET_${name}`;
}
