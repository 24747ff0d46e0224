import type { Connections } from "../connections/connections.ts";
import { ExpectedError, type Problem } from "../errors.ts";
import { Secret } from "../secrets/secret.ts";
import type { CallOptions } from "../vault/client.ts";
import type { Mapping, MappingEntry } from "./mapping.ts";
import { resolveReferences, type Resolved } from "./resolve-references.ts";

/** A variable with its value. */
export interface Variable {
  readonly name: string;
  readonly value: Secret;
  /** True where the value is, or holds, something that was fetched. */
  readonly fetched: boolean;
}

/** A reference of a mapping that gives no value. */
export interface BrokenReference {
  readonly name: string;
  readonly line: number;
  readonly problem: Problem;
}

/** What a mapping came to. */
export interface MappingResolution {
  readonly file: string;
  /** In the order of the file; those that need a broken reference are missing. */
  readonly variables: readonly Variable[];
  /** In the order of the file; empty where all is well. */
  readonly broken: readonly BrokenReference[];
}

/** Fetches what a mapping refers to and puts its composed values together. Never throws expected errors. */
export async function resolveMapping(
  mapping: Mapping,
  connections: Connections,
  options: CallOptions,
): Promise<MappingResolution> {
  const wanted = mapping.entries.flatMap((entry) =>
    entry.value.kind === "reference" ? [{ entry, reference: entry.value.reference }] : [],
  );
  const references = wanted.map(({ reference }) => reference);
  const results = await resolveReferences(references, connections, options);
  const fetched = new Map(wanted.map(({ entry }, index) => [entry.name, usable(entry, results[index])]));
  const broken = wanted.flatMap(({ entry: { name, line } }) => {
    const result = fetched.get(name);
    return result !== undefined && "problem" in result ? [{ name, line, problem: result.problem }] : [];
  });
  return { file: mapping.file, variables: compose(mapping, fetched), broken };
}

/**
 * The variables, if all are there. Throws the first problem: `reference-broken` with its line; where the way to a server
 * is shut (signed out, locked, cancelled), that problem itself, since the line is not to blame.
 */
export function requireVariables({ file, variables, broken }: MappingResolution): readonly Variable[] {
  const shut = broken.find(({ problem }) => SHUT.has(problem.code));
  if (shut !== undefined) throw new ExpectedError(shut.problem);
  const [first] = broken;
  if (first === undefined) return variables;
  throw new ExpectedError({ code: "reference-broken", file, line: first.line, cause: first.problem });
}

const SHUT: ReadonlySet<Problem["code"]> = new Set<Problem["code"]>([
  "signed-out",
  "session-expired",
  "session-refused",
  "sign-in-denied",
  "sign-in-timeout",
  "locked",
  "vault-absent",
  "wrong-passphrase",
  "key-lost",
  "vault-damaged",
  "vault-newer",
  "cancelled",
]);

/** An empty value, or one that no environment can hold, counts as missing: no program starts with an empty variable. */
function usable({ name }: MappingEntry, result: Resolved | undefined): Resolved {
  if (result === undefined) return { problem: { code: "cancelled" } };
  if ("problem" in result) return result;
  const text = result.field.value.reveal();
  if (text === "") return { problem: { code: "bad-input", what: name, reason: "the stored value is empty" } };
  if (!text.includes("\0")) return result;
  return { problem: { code: "bad-input", what: name, reason: "the stored value holds a NUL character" } };
}

function compose(mapping: Mapping, fetched: ReadonlyMap<string, Resolved>): readonly Variable[] {
  const entries = new Map(mapping.entries.map((entry) => [entry.name, entry]));
  const known = new Map<string, Variable | undefined>();
  // The parser has refused circles and unknown names, so this ends and finds everything.
  const variable = (name: string): Variable | undefined => {
    if (!known.has(name)) known.set(name, valueOf(name));
    return known.get(name);
  };
  const valueOf = (name: string): Variable | undefined => {
    const value = entries.get(name)?.value;
    if (value?.kind !== "composed") {
      const result = fetched.get(name);
      return result !== undefined && "field" in result ? { name, value: result.field.value, fetched: true } : undefined;
    }
    const parts = value.parts.map((part) => ("text" in part ? part.text : variable(part.variable)));
    if (parts.includes(undefined)) return undefined;
    const text = parts.map((part) => (typeof part === "string" ? part : (part?.value.reveal() ?? ""))).join("");
    const held = parts.some((part) => typeof part === "object" && part.fetched);
    return { name, value: Secret.of(text), fetched: held };
  };
  return mapping.entries.flatMap(({ name }) => variable(name) ?? []);
}
