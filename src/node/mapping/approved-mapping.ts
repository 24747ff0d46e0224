import { readFile } from "node:fs/promises";
import { relative, resolve } from "node:path";
import { ExpectedError } from "../../core/errors.ts";
import { parseMapping, type Mapping } from "../../core/references/mapping.ts";
import type { Approvals } from "./approvals.ts";
import { findMapping } from "./find-mapping.ts";

/** A mapping as it was read. */
export interface MappingFile {
  /** Absolute. */
  readonly path: string;
  readonly text: string;
  readonly mapping: Mapping;
}

/**
 * Reads the mapping `file`, or the one that belongs to the folder `cwd`. In problems it is named as seen from `cwd`.
 * Throws `mapping-absent`, `mapping-syntax` and `reference-broken`.
 */
export async function readMapping(cwd: string, file?: string): Promise<MappingFile> {
  const path = file === undefined ? await findMapping(cwd) : resolve(cwd, file);
  const text = path === undefined ? undefined : await readText(path);
  if (path === undefined || text === undefined) throw new ExpectedError({ code: "mapping-absent", folder: cwd });
  return { path, text, mapping: parseMapping(text, relative(cwd, path)) };
}

/** Throws `not-approved` with the names of the variables that would be fetched. */
export async function requireApproval({ path, text, mapping }: MappingFile, approvals: Approvals): Promise<void> {
  if (await approvals.isApproved(path, text)) return;
  throw new ExpectedError({ code: "not-approved", file: mapping.file, names: fetchedNames(mapping) });
}

/** Names of the variables whose values are references. */
export function fetchedNames(mapping: Mapping): readonly string[] {
  return mapping.entries.flatMap(({ name, value }) => (value.kind === "reference" ? [name] : []));
}

async function readText(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, "utf8");
  } catch {
    return undefined;
  }
}
