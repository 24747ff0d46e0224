import type { Call } from "./call.ts";
import { integer, objectOf, type Prefix, textOf, unrecognized } from "./inputs.ts";
import {
  type Config,
  isHidden,
  type Meta,
  metaAsNote,
  metaNote,
  newMeta,
  nextVersion,
  versionFields,
} from "./kv2-state.ts";
import { isJsonObject, isObject, type Json, jsonObject, type JsonObject, nullable } from "./note.ts";
import { EMPTY, listed, NOT_FOUND, ok, type Outcome, Refusal } from "./outcome.ts";
import { addEntry, changeEntry, type Entry, findEntry } from "./secrets.ts";

/** A call below one of the roots of a KV v2 mount: `path` is the secret's. */
export interface Kv2Call extends Call {
  readonly space: Uint8Array;
  readonly config: Config;
  /** The path was given with a slash at its end. */
  readonly slashed: boolean;
}

export function findMeta(call: Kv2Call): Entry<Meta> | undefined {
  return findEntry(call.rows, call.space, call.path, metaNote);
}

/** `before`: what `findMeta` found. Returns the row's id. */
export function putMeta(call: Kv2Call, before: Entry<Meta> | undefined, meta: Meta): Uint8Array {
  if (before === undefined) return addEntry(call.rows, call.space, call.path, metaAsNote(meta));
  changeEntry(call.rows, before, metaAsNote(meta));
  return before.id;
}

export function versionPlace(secret: Uint8Array, number: number) {
  return { parent: secret, kind: "version", name: String(number) } as const;
}

function valuesOf(call: Kv2Call, { id, content }: Entry<Meta>, number: number): JsonObject | null {
  if (number === content.current) return content.latest;
  return call.rows.find(versionPlace(id, number), nullable(jsonObject))?.note ?? null;
}

/** GET data/PATH[?version=N] */
export function readData(call: Kv2Call): Outcome {
  return readVersion(call, (data, metadata) => ({ data, metadata }));
}

/** GET subkeys/PATH: the names of keys without their values. */
export function readSubkeys(call: Kv2Call): Outcome {
  const depth = integer(call.query, "depth", "Field validation failed: ") ?? 0;
  return readVersion(call, (data, metadata) => ({ metadata, subkeys: data && namesOnly(data, depth) }));
}

function readVersion(call: Kv2Call, form: (data: JsonObject | null, metadata: JsonObject) => JsonObject): Outcome {
  const asked = integer(call.query, "version", "Field validation failed: ") ?? 0;
  const found = findMeta(call);
  if (found === undefined) return NOT_FOUND;
  const number = asked <= 0 ? found.content.current : asked;
  const version = found.content.versions[String(number)];
  if (version === undefined) return NOT_FOUND;
  const metadata = versionFields(found.content, number, version);
  if (isHidden(version, call.now)) return ok(form(null, metadata), { status: 404 });
  // The servers find the metadata with and without the slash, and the values without it alone.
  if (call.slashed) throw new Refusal(500, listed("could not find version data"));
  return ok(form(valuesOf(call, found, number), metadata));
}

function namesOnly(data: JsonObject, depth: number): JsonObject {
  const deeper = (value: Json) =>
    isJsonObject(value) && depth !== 1 && Object.keys(value).length > 0 ? namesOnly(value, depth - 1) : null;
  return Object.fromEntries(Object.entries(data).map(([key, value]) => [key, deeper(value)] as const));
}

/** POST data/PATH {data, options: {cas}} */
export function writeData(call: Kv2Call): Outcome {
  const data = givenData(call);
  const found = findMeta(call);
  checkSet(call, found?.content);
  return addVersion(call, found, data);
}

/** PATCH data/PATH: a merge patch (RFC 7396) of the newest version. */
export function patchData(call: Kv2Call): Outcome {
  const changes = givenData(call, "Field validation failed: ") ?? {};
  const found = findMeta(call);
  if (found === undefined) return { status: 404, form: "empty" };
  const { content: meta } = found;
  checkSet(call, meta);
  const version = meta.versions[String(meta.current)];
  if (version === undefined) return { status: 404, form: "empty" };
  if (isHidden(version, call.now)) return ok(versionFields(meta, meta.current, version), { status: 404 });
  const before = valuesOf(call, found, meta.current);
  if (before === null) throw new Refusal(500, listed("no data to patch"));
  return addVersion(call, found, mergePatch(before, changes));
}

/** DELETE data/PATH hides the newest version. */
export function removeLatest(call: Kv2Call): Outcome {
  const found = findMeta(call);
  const latest = String(found?.content.current ?? 0);
  const version = found?.content.versions[latest];
  if (found === undefined || version === undefined || isHidden(version, call.now)) return EMPTY;
  const versions = { ...found.content.versions, [latest]: { ...version, deleted: call.now } };
  putMeta(call, found, { ...found.content, versions });
  return EMPTY;
}

function addVersion(call: Kv2Call, found: Entry<Meta> | undefined, data: JsonObject | null): Outcome {
  const before = found?.content ?? newMeta(call.now);
  const { meta, dropped } = nextVersion(before, call.config, call.now);
  const id = putMeta(call, found, { ...meta, latest: data });
  for (const number of dropped) call.rows.removeLeaf(versionPlace(id, number));
  const kept = meta.versions[String(before.current)];
  if (kept && !kept.destroyed) call.rows.add(versionPlace(id, before.current), before.latest);
  const version = meta.versions[String(meta.current)];
  const warnings = unrecognized(call.body, ["data", "options", "path", "version"]);
  return ok(version ? versionFields(meta, meta.current, version) : null, warnings.length > 0 ? { warnings } : {});
}

function givenData(call: Kv2Call, prefix: Prefix = ""): JsonObject | null {
  if (call.body["data"] === undefined) throw new Refusal(400, ["no data provided"]);
  return objectOf(call.body, "data", prefix) ?? null;
}

/** The version that must be the current one, as text; a null counts as 0, as the servers' converter has it. */
function givenVersion(call: Kv2Call): string | undefined {
  const options = objectOf(call.body, "options") ?? {};
  return options["cas"] === null ? "0" : textOf(options, "cas");
}

function checkSet(call: Kv2Call, meta: Meta | undefined): void {
  const expected = givenVersion(call);
  if (expected === undefined) {
    const required = call.config.casRequired || meta?.casRequired === true;
    if (required) throw new Refusal(400, ["check-and-set parameter required for this call"]);
    return;
  }
  if (!/^-?\d+$/.test(expected)) throw new Refusal(400, ["error parsing check-and-set parameter"]);
  if (Number(expected) !== (meta?.current ?? 0)) {
    throw new Refusal(400, ["check-and-set parameter did not match the current version"]);
  }
}

/** RFC 7396: null removes a key, objects merge, everything else replaces. */
function mergePatch(target: JsonObject, patch: JsonObject): JsonObject {
  const merged = new Map(Object.entries(target));
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) merged.delete(key);
    else merged.set(key, isJsonObject(value) ? mergePatch(objectAt(merged, key), value) : value);
  }
  return Object.fromEntries(merged);
}

function objectAt(map: ReadonlyMap<string, Json>, key: string): JsonObject {
  const value = map.get(key);
  return isObject(value) && isJsonObject(value) ? value : {};
}
