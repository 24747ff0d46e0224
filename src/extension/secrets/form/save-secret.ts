import { createHmac } from "node:crypto";
import { ExpectedError, problemCode } from "../../../core/errors.ts";
import type { Random } from "../../../core/ports.ts";
import { Secret } from "../../../core/secrets/secret.ts";
import {
  applyEdit,
  changedKeys,
  type EditedKey,
  type SecretEdit,
  touchedKeys,
} from "../../../core/secrets/secret-edit.ts";
import type { CallOptions, VaultClient } from "../../../core/vault/client.ts";
import type { Field, SecretData, SecretObject, SecretPath } from "../../../core/vault/types.ts";
import type { Engine } from "../place.ts";
import type { FormFiles } from "./form-files.ts";
import type { FormRow } from "./form-messages.ts";

/** How often a save is tried where somebody else writes between our reading and writing. */
const TRIES = 3;

/** What a form knows of the secret it edits: names and fingerprints, no values. */
export interface Base {
  readonly version: number | undefined;
  readonly prints: ReadonlyMap<string, string>;
  /** Key of the fingerprints; lives as long as the form. */
  readonly printKey: Uint8Array;
}

export type Saved =
  | { readonly kind: "saved" }
  | { readonly kind: "exists" }
  | {
      readonly kind: "conflict";
      readonly mine: number | undefined;
      readonly theirs: number | undefined;
      /** Keys that the others changed, and those among them that this form touched too. */
      readonly changed: readonly string[];
      readonly both: readonly string[];
    };

/** Where and how one secret is written. */
export interface Target {
  readonly client: VaultClient;
  readonly at: SecretPath;
  readonly engine: Engine;
  readonly call: CallOptions;
}

export function baseOf(read: SecretObject, random: Random): Base {
  const printKey = random.bytes(32);
  return { version: read.version, prints: prints(read.fields, printKey), printKey };
}

/** The rows with the values they stand for. Throws `bad-input` for one that claims to be JSON and is none. */
export function fieldsOf(rows: readonly FormRow[], files: Pick<FormFiles, "valueOf">): readonly EditedKey[] {
  return rows.map(({ name, from, value, json, file }) => {
    const content = file?.id === undefined ? undefined : files.valueOf(file.id);
    if (content !== undefined) return { name, from, value: { value: content, json: false } };
    if (value === undefined) return { name, from, value: undefined };
    return { name, from, value: json ? jsonField(name, value) : { value: Secret.of(value), json: false } };
  });
}

/** Bytes that the rows have to say. */
export function sizeOf(rows: readonly EditedKey[]): number {
  return rows.reduce((sum, { value }) => sum + (value === undefined ? 0 : Buffer.byteLength(value.value.reveal())), 0);
}

/** Writes a new secret; `exists` where there is one already. */
export async function createSecret(target: Target, rows: readonly EditedKey[]): Promise<Saved> {
  const { client, at, engine, call } = target;
  const data = new Map(rows.flatMap(({ name, value }) => (value === undefined ? [] : [[name, value] as const])));
  if (engine !== "kv-2" && (await exists(target))) return { kind: "exists" };
  try {
    await client.write(at, data, engine === "kv-2" ? { ...call, cas: 0 } : call);
  } catch (error) {
    if (problemCode(error) === "conflict") return { kind: "exists" };
    throw error;
  }
  return { kind: "saved" };
}

/**
 * Writes the touched keys over what is there now, with check-and-set where the engine has it. Where somebody else saved
 * since `base`, nothing is written unless `onTop`. Throws `conflict` where a server refuses every time and reads show no change.
 */
export async function saveEdit(target: Target, base: Base, rows: readonly EditedKey[], onTop: boolean): Promise<Saved> {
  return trySave(target, base, rows, { onTop, left: TRIES });
}

async function trySave(
  target: Target,
  base: Base,
  rows: readonly EditedKey[],
  { onTop, left }: { readonly onTop: boolean; readonly left: number },
): Promise<Saved> {
  const { client, at, call } = target;
  const current = await client.read(at, call);
  const edit: SecretEdit = { before: [...base.prints.keys()], rows };
  const changed = changedKeys(base.prints, prints(current.fields, base.printKey));
  if (!onTop && (changed.length > 0 || current.version !== base.version)) {
    const touched = touchedKeys(edit);
    const both = changed.filter((name) => touched.has(name));
    return { kind: "conflict", mine: base.version, theirs: current.version, changed, both };
  }
  const cas = current.version === undefined ? {} : { cas: current.version };
  try {
    await client.write(at, applyEdit(current.fields, edit), { ...call, ...cas });
  } catch (error) {
    // between our reading and writing: the next reading says what changed
    if (problemCode(error) === "conflict" && left > 1) {
      return trySave(target, base, rows, { onTop: false, left: left - 1 });
    }
    throw error;
  }
  return { kind: "saved" };
}

/** What was JSON stays JSON: a number that became a text would break its readers. */
function jsonField(name: string, value: string): Field {
  try {
    JSON.parse(value);
  } catch {
    // without the cause: the parser's message quotes the value
    throw new ExpectedError({ code: "bad-input", what: name, reason: "the stored value is JSON, and this is not" });
  }
  return { value: Secret.of(value), json: true };
}

function prints(fields: SecretData, key: Uint8Array): ReadonlyMap<string, string> {
  return new Map(
    [...fields].map(([name, { value }]) => [name, createHmac("sha256", key).update(value.reveal()).digest("hex")]),
  );
}

async function exists({ client, at, call }: Target): Promise<boolean> {
  try {
    await client.read(at, call);
    return true;
  } catch (error) {
    if (problemCode(error) === "not-found") return false;
    throw error;
  }
}
