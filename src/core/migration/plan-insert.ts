import { applyEdits, type TextEdit } from "../text/edits.ts";
import type { MappingAddition } from "../references/mapping-edits.ts";
import { planMove } from "./plan-move.ts";
import type { MoveNote, MoveSite } from "./plan.ts";

/** A place in a document where a reference is wanted. */
export type InsertSite = Omit<MoveSite, "start" | "end"> & {
  /** UTF-16 offset. */
  readonly at: number;
};

export interface InsertPlan {
  /** What stands at the place afterwards. */
  readonly expression: string;
  /** Edits elsewhere in the document, as an import; offsets are those of the given text. */
  readonly others: readonly TextEdit[];
  readonly mapping: readonly MappingAddition[];
  readonly notes: readonly MoveNote[];
}

/** Files in which a reference is what is wanted: a program that starts through Lockers, or its mapping, resolves it. */
const DATA = /\.(?:jsonc?|ya?ml|toml|ini|conf|cfg|properties|md|txt)$|(?:^|\/)\.env(?:\.[^/]*)?$|\.env$/;
const DATA_IDS: ReadonlySet<string> = new Set([
  "dotenv",
  "dotenv-variables",
  "json",
  "jsonc",
  "yaml",
  "dockercompose",
  "toml",
  "ini",
  "properties",
  "plaintext",
  "markdown",
]);

/** Stands for the value while the language is asked what reads it. */
const PLACEHOLDER = "lockers-value";

/** True for files that hold references as they are, and so need no line of a mapping. */
export function takesReference({ path, languageId }: Pick<InsertSite, "path" | "languageId">): boolean {
  return DATA.test(path) || (languageId !== undefined && DATA_IDS.has(languageId));
}

/**
 * What puts a value at a place: in code the language's expression and a line of the mapping, in data files the bare
 * reference. The language is asked what it would leave of a text that stood there. Throws `not-movable` where no running
 * code could stand.
 */
export function planInsert(site: InsertSite): InsertPlan {
  if (takesReference(site)) {
    return { expression: site.reference, others: [], mapping: [], notes: [] };
  }
  const { at, text } = site;
  const literal = `"${PLACEHOLDER}"`;
  const start = at + 1;
  const asked = applyEdits(text, [{ start: at, end: at, text: literal }]);
  const { edits, mapping, notes } = planMove({ ...site, text: asked, start, end: start + PLACEHOLDER.length });
  const end = at + literal.length;
  const own = edits.filter((edit) => edit.start < end && edit.end > at);
  const others = edits
    .filter((edit) => !own.includes(edit))
    .map((edit) => (edit.start >= end ? shifted(edit, -literal.length) : edit));
  const local = own.map((edit) => shifted(edit, -at));
  return { expression: applyEdits(literal, local), others, mapping, notes };
}

function shifted({ start, end, text }: TextEdit, by: number): TextEdit {
  return { start: start + by, end: end + by, text };
}
