import { versionPlace } from "../kv2-data.ts";
import { isHidden, type Meta, metaAsNote, metaNote, newMeta, nextVersion } from "../kv2-state.ts";
import { isVersioned, type Mount, spaceOf } from "../mounts.ts";
import { jsonObject, type JsonObject } from "../note.ts";
import type { Rows, WritableRows } from "../rows.ts";
import { addEntry, changeEntry, type Entry, findEntry, putEntry, removeEntry } from "../secrets.ts";
import { sameJson } from "./same-json.ts";

/** A secret of a backup, of either engine. */
export interface Theirs {
  readonly path: string;
  /** Undefined where it comes from a KV v1 mount. */
  readonly meta: Meta | undefined;
  /** What reading it gives; null where its newest version is deleted or destroyed. */
  readonly data: JsonObject | null;
}

export type Verdict = "added" | "same" | "conflict";

/** What reading a KV v2 secret gives: null where its newest version is hidden, or there is none yet. */
export function valuesOf(meta: Meta, now: number): JsonObject | null {
  const version = meta.versions[String(meta.current)];
  return version === undefined || isHidden(version, now) ? null : meta.latest;
}

/** How it stands with a secret of a backup in the vault. `mount` undefined: there is no such mount yet. */
export function judge(rows: Rows, mount: Mount | undefined, theirs: Theirs, now: number): Verdict {
  if (mount === undefined) return "added";
  const space = spaceOf(mount);
  if (!isVersioned(mount)) {
    const mine = findEntry(rows, space, theirs.path, jsonObject);
    return mine === undefined ? "added" : sameJson(mine.content, theirs.data) ? "same" : "conflict";
  }
  const mine = findEntry(rows, space, theirs.path, metaNote)?.content;
  if (mine === undefined) return "added";
  const isSame =
    sameJson(valuesOf(mine, now), theirs.data) &&
    (theirs.meta === undefined || sameJson(mine.custom, theirs.meta.custom));
  return isSame ? "same" : "conflict";
}

/** Stores a secret that is not in the vault. Returns the row to which its older versions belong; undefined where they have no place. */
export function addSecret(rows: WritableRows, mount: Mount, theirs: Theirs, now: number): Uint8Array | undefined {
  const space = spaceOf(mount);
  if (!isVersioned(mount)) {
    if (theirs.data !== null) addEntry(rows, space, theirs.path, theirs.data);
    return undefined;
  }
  if (theirs.meta !== undefined) return addEntry(rows, space, theirs.path, metaAsNote(theirs.meta));
  const { meta } = nextVersion(newMeta(now), mount.settings, now);
  addEntry(rows, space, theirs.path, metaAsNote({ ...meta, latest: theirs.data }));
  return undefined;
}

/** Makes the backup's values the newest version of a secret that has others; a KV v1 secret, which has no versions, is replaced. */
export function replaceSecret(rows: WritableRows, mount: Mount, theirs: Theirs, now: number): void {
  const space = spaceOf(mount);
  if (isVersioned(mount)) {
    const mine = findEntry(rows, space, theirs.path, metaNote);
    if (mine) putOnTop(rows, mount, { mine, theirs }, now);
    return;
  }
  if (theirs.data === null) removeEntry(rows, space, theirs.path);
  else putEntry(rows, space, theirs.path, theirs.data);
}

function putOnTop(
  rows: WritableRows,
  mount: Mount,
  { mine, theirs }: { readonly mine: Entry<Meta>; readonly theirs: Theirs },
  now: number,
): void {
  const before = mine.content;
  const custom = theirs.meta === undefined ? before.custom : theirs.meta.custom;
  const { meta, dropped } = nextVersion(before, mount.settings, now);
  const newest = meta.versions[String(meta.current)];
  const versions =
    theirs.data === null && newest
      ? { ...meta.versions, [String(meta.current)]: { ...newest, deleted: now } }
      : meta.versions;
  changeEntry(rows, mine, metaAsNote({ ...meta, versions, custom, latest: theirs.data }));
  for (const number of dropped) rows.removeLeaf(versionPlace(mine.id, number));
  const kept = meta.versions[String(before.current)];
  if (kept && !kept.destroyed) rows.add(versionPlace(mine.id, before.current), before.latest);
}
