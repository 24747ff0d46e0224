import { ExpectedError } from "../errors.ts";
import { parseMapping, type MappingEntry } from "../references/mapping.ts";
import { secretPathOf } from "../references/reference.ts";
import type { ValuePlace } from "./store-value.ts";

/**
 * True where a mapping still names a place, in whatever spelling, with a version or without; true too for a text that
 * cannot be read, since nobody knows then. `home`: the person's home on the place's server.
 */
export function stillNamed(
  mapping: string | undefined,
  place: ValuePlace & { readonly server: string },
  home: string | undefined,
): boolean {
  if (mapping === undefined) return false;
  try {
    return parseMapping(mapping, "").entries.some((entry) => names(entry, place, home));
  } catch (error) {
    if (error instanceof ExpectedError) return true;
    throw error;
  }
}

function names({ value }: MappingEntry, place: Parameters<typeof stillNamed>[1], home: string | undefined): boolean {
  if (value.kind !== "reference") return false;
  const { reference } = value;
  if (reference.server !== place.server || reference.key !== place.key) return false;
  const { mount, path } = secretPathOf(reference, home);
  return mount === place.at.mount && path === place.at.path;
}
