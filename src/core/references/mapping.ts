import { ExpectedError } from "../errors.ts";
import { scanLines, type MappingPart, type RawAssignment } from "./mapping-lines.ts";
import { refusedName, validName } from "./mapping-names.ts";
import { looksLikeReference, parseReference, type Reference } from "./reference.ts";

export type MappingValue =
  | { readonly kind: "reference"; readonly reference: Reference; readonly text: string }
  | { readonly kind: "composed"; readonly parts: readonly MappingPart[] };

/** One variable of a mapping. */
export interface MappingEntry {
  readonly name: string;
  /** Line of the file, counted from 1. */
  readonly line: number;
  readonly value: MappingValue;
  /** UTF-16 offset of the first character of the value as written, quotes included. */
  readonly start: number;
  /** Offset after its last character. */
  readonly end: number;
}

/** A mapping as it stands in a file. */
export interface Mapping {
  /** The name people know it by, for messages. */
  readonly file: string;
  /** In the order of the file. */
  readonly entries: readonly MappingEntry[];
}

/**
 * Reads a mapping (design section 5: dotenv syntax, `${NAME}` sees only this mapping's names). Throws
 * `mapping-syntax` with the line for broken lines, duplicates, refused names, unknown and circular `${NAME}`;
 * `reference-broken` for a malformed reference.
 */
export function parseMapping(text: string, file: string): Mapping {
  const entries: MappingEntry[] = [];
  const seen = new Map<string, number>();
  for (const raw of scanLines(text, file)) {
    const first = seen.get(raw.name);
    if (first !== undefined) throw broken(file, raw.line, `${raw.name} is already on line ${first}`);
    if (refusedName(raw.name)) throw broken(file, raw.line, `${raw.name} steers programs and cannot be set here`);
    seen.set(raw.name, raw.line);
    const { name, line, start, end } = raw;
    entries.push({ name, line, value: valueOf(raw, file), start, end });
  }
  checkVariables(entries, file);
  return { file, entries };
}

function valueOf(raw: RawAssignment, file: string): MappingValue {
  const text = raw.parts.map((part) => ("text" in part ? part.text : `\${${part.variable}}`)).join("");
  if (!looksLikeReference(text)) return { kind: "composed", parts: raw.parts };
  try {
    return { kind: "reference", reference: parseReference(text), text };
  } catch (error) {
    if (!(error instanceof ExpectedError)) throw error;
    throw new ExpectedError({ code: "reference-broken", file, line: raw.line, cause: error.problem }, { cause: error });
  }
}

function checkVariables(entries: readonly MappingEntry[], file: string): void {
  const byName = new Map(entries.map((entry) => [entry.name, entry]));
  const done = new Set<string>();
  const visit = (entry: MappingEntry, trail: readonly string[]): void => {
    if (done.has(entry.name)) return;
    for (const name of variablesOf(entry)) {
      const used = byName.get(name);
      if (used === undefined) throw broken(file, entry.line, notThere(name));
      if (name === entry.name || trail.includes(name)) throw broken(file, entry.line, `${name} refers to itself`);
      visit(used, [...trail, entry.name]);
    }
    done.add(entry.name);
  };
  for (const entry of entries) visit(entry, []);
}

/** What stands between the braces may be a piece of a secret: only a name is quoted. */
function notThere(name: string): string {
  return validName(name) ? `${name} is not in this mapping` : "${…} holds something that is no name";
}

function variablesOf(entry: MappingEntry): readonly string[] {
  if (entry.value.kind === "reference") return [];
  return entry.value.parts.flatMap((part) => ("variable" in part ? [part.variable] : []));
}

function broken(file: string, line: number, reason: string): ExpectedError {
  return new ExpectedError({ code: "mapping-syntax", file, line, reason });
}
