import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { planMove } from "../../src/core/migration/plan-move.ts";
import { notMovable } from "../../src/core/migration/plan.ts";
import { addToMapping } from "../../src/core/references/mapping-edits.ts";
import { applyEdits, offsetAfter } from "../../src/core/text/edits.ts";
import { parseMarked } from "./marked-text.ts";

const ROOT = join(import.meta.dirname, "../cases/migration");
const VARIABLES = ["DB_PASSWORD", "API_KEY", "THIRD"];
const REFERENCES = ["shop/db/password", "shop/api/key", "shop/third/value"];

/** One folder of `test/cases/migration`. */
export interface MigrationCase {
  readonly name: string;
  /** With its dot. */
  readonly extension: string;
  readonly before: string;
  /** Undefined where the move is refused. */
  readonly after: string | undefined;
  readonly refused: string | undefined;
  /** The mapping before the move, empty where there is none. */
  readonly mappingBefore: string;
  /** The mapping afterwards, undefined where the case does not say. */
  readonly mapping: string | undefined;
  /** Values that are stored, undefined where the case does not say. */
  readonly values: readonly string[] | undefined;
}

/** All cases of one language, by name. */
export function migrationCases(language: string): readonly MigrationCase[] {
  const folder = join(ROOT, language);
  return readdirSync(folder).map((name) => readCase(join(folder, name), name));
}

function readCase(folder: string, name: string): MigrationCase {
  const source = readdirSync(folder).find((file) => file.startsWith("before"));
  if (source === undefined) throw new Error(`${folder} has no before.*`);
  const extension = source.slice("before".length);
  const optional = (file: string): string | undefined =>
    existsSync(join(folder, file)) ? readFileSync(join(folder, file), "utf8") : undefined;
  const values = optional("values.json");
  return {
    name,
    extension,
    before: readFileSync(join(folder, source), "utf8"),
    after: optional(`after${extension}`),
    refused: optional("refused.txt")?.trim(),
    mappingBefore: optional("lockers.before.env") ?? "",
    mapping: optional("lockers.env"),
    values: values === undefined ? undefined : (JSON.parse(values) as readonly string[]),
  };
}

/** What moving all marked secrets of a case gives, one after the other; equal values share a variable. */
export interface MovedCase {
  /** The program before, without marks. */
  readonly text: string;
  readonly after: string;
  readonly mapping: string;
  readonly values: readonly string[];
  /** What has to be in the environment of the program. */
  readonly environment: Readonly<Record<string, string>>;
}

/** Moves the secrets of a case. Throws `not-movable`. */
export function moveCase(given: MigrationCase): MovedCase {
  const { text, spans } = parseMarked(given.before);
  let after = text;
  let mapping = given.mappingBefore;
  let rest = spans;
  const values: string[] = [];
  const environment: Record<string, string> = {};
  const raw: string[] = [];
  while (rest.length > 0) {
    const [range, ...others] = rest;
    if (range === undefined) break;
    const literal = after.slice(range.start, range.end);
    if (!raw.includes(literal)) raw.push(literal);
    const index = raw.indexOf(literal);
    const variable = VARIABLES[index] ?? "";
    const path = `before${given.extension}`;
    const plan = planMove({
      text: after,
      path,
      ...range,
      variable,
      reference: `vault://local/secret/${REFERENCES[index] ?? ""}`,
    });
    const edits = addToMapping(mapping, "lockers.env", plan.mapping);
    if (edits.some((edit) => edit.end > edit.start)) throw notMovable({ path }, "name-taken");
    mapping = plan.mapping.length === 0 ? mapping : applyEdits(mapping, edits);
    values.push(plan.value.reveal());
    environment[variable] = plan.value.reveal();
    after = applyEdits(after, plan.edits);
    rest = others.map(({ start, end }) => ({
      start: offsetAfter(start, plan.edits),
      end: offsetAfter(end, plan.edits),
    }));
  }
  return { text, after, mapping, values, environment };
}
