import type { TextEdit } from "../text/edits.ts";
import type { SecretPath } from "../vault/types.ts";
import { type MappingEntry, parseMapping } from "./mapping.ts";
import { formatReference, type Reference, secretPathOf } from "./reference.ts";

/** A secret as references name it. */
export interface NamedSecret {
  readonly server: string;
  readonly at: SecretPath;
}

/** The person's home on a server below its mount, as `Connections.home` gives it. */
export type Homes = (server: string) => string | undefined;

/** Where a secret went; undefined where it stayed. */
export type Moved = (secret: NamedSecret) => NamedSecret | undefined;

/** The lines of a mapping that name secrets which `concerns` picks. Throws what `parseMapping` throws. */
export function linesNaming(
  text: string,
  homes: Homes,
  concerns: (secret: NamedSecret) => boolean,
): readonly MappingEntry[] {
  return parseMapping(text, "").entries.filter(({ value }) => {
    const named = value.kind === "reference" ? secretOf(value.reference, homes) : undefined;
    return named !== undefined && concerns(named);
  });
}

/**
 * The edits that make a mapping name secrets where they are now. A reference to a certain version stays as it is: versions
 * get new numbers on the way. Throws what `parseMapping` throws.
 */
export function renameReferences(text: string, homes: Homes, moved: Moved): readonly TextEdit[] {
  return parseMapping(text, "").entries.flatMap(({ value, start, end }) => {
    if (value.kind !== "reference" || value.reference.version !== undefined) return [];
    const secret = secretOf(value.reference, homes);
    const now = secret === undefined ? undefined : moved(secret);
    return now === undefined ? [] : [{ start, end, text: referenceTo(now, value.reference.key, homes) }];
  });
}

/** The reference to a key; one below the person's home is written with `~`, so that it works for every member of a team. */
export function referenceTo({ server, at }: NamedSecret, key: string, homes: Homes): string {
  const home = homes(server);
  const inHome = home !== undefined && at.path.startsWith(`${home}/`);
  const path = (inHome ? at.path.slice(home.length + 1) : at.path).split("/");
  return formatReference({ server, mount: at.mount, home: inHome, path, key, version: undefined });
}

/** Undefined where it begins at a home that nobody knows. */
function secretOf(reference: Reference, homes: Homes): NamedSecret | undefined {
  const home = homes(reference.server);
  if (reference.home && home === undefined) return undefined;
  return { server: reference.server, at: secretPathOf(reference, home) };
}
