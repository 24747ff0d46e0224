import {
  anything,
  flag,
  type Json,
  jsonObject,
  type JsonObject,
  list,
  nullable,
  number,
  type Parser,
  record,
  shape,
  text,
} from "./note.ts";
import { formatDuration } from "./durations.ts";

export interface Version {
  /** Milliseconds since the epoch. */
  readonly created: number;
  /** When it is or will be hidden; null = not. */
  readonly deleted: number | null;
  readonly destroyed: boolean;
}

/** Kept as its time of creation, or as a list where there is more to say: sealing ten versions with every write costs by the byte. */
const versionNote: Parser<Version> = (value) => {
  if (typeof value === "number") return { created: value, deleted: null, destroyed: false };
  const [created, deleted, destroyed] = list(anything)(value);
  return { created: number(created), deleted: nullable(number)(deleted), destroyed: flag(destroyed) };
};

/** The form in which `metaNote` reads it. */
export function metaAsNote(meta: Meta): JsonObject {
  const versions: Record<string, Json> = {};
  for (const [at, { created, deleted, destroyed }] of Object.entries(meta.versions)) {
    versions[at] = deleted === null && !destroyed ? created : [created, deleted, destroyed];
  }
  return { ...meta, versions };
}

/** What a KV v2 secret knows of itself besides its values. */
export const metaNote = shape({
  created: number,
  updated: number,
  /** Number of the newest version, 0 before the first. */
  current: number,
  /** 0 until there are as many versions as are kept. */
  oldest: number,
  maxVersions: number,
  casRequired: flag,
  /** Seconds; 0 = never. */
  deleteAfter: number,
  custom: nullable(record(text)),
  /** Counts changes of the metadata. */
  edition: number,
  versions: record(versionNote),
  /** Values of the newest version, so that reading them opens one row; those of older ones have a row each. */
  latest: nullable(jsonObject),
});

/** What a KV v2 mount sets for all its secrets. */
export const configNote = shape({ maxVersions: number, casRequired: flag, deleteAfter: number });

export type Meta = ReturnType<typeof metaNote>;
export type Config = ReturnType<typeof configNote>;

export const NO_CONFIG: Config = { maxVersions: 0, casRequired: false, deleteAfter: 0 };

/** Versions kept where neither mount nor secret says otherwise. */
const KEPT = 10;

export function newMeta(now: number): Meta {
  return {
    created: now,
    updated: now,
    current: 0,
    oldest: 0,
    maxVersions: 0,
    casRequired: false,
    deleteAfter: 0,
    custom: null,
    edition: 0,
    versions: {},
    latest: null,
  };
}

/** Adds the next version; `dropped` are the numbers of those that are too many by it. */
export function nextVersion(meta: Meta, config: Config, now: number): { meta: Meta; dropped: readonly number[] } {
  const current = meta.current + 1;
  const tooOld = current - (Math.max(meta.maxVersions, config.maxVersions) || KEPT);
  const dropped = Object.keys(meta.versions)
    .map(Number)
    .filter((candidate) => candidate <= tooOld);
  const kept = Object.entries(meta.versions).filter(([at]) => Number(at) > tooOld);
  const version = { created: now, deleted: endOf(meta, config, now), destroyed: false };
  const versions = Object.fromEntries([...kept, [String(current), version] as const]);
  const oldest = tooOld >= 0 ? tooOld + 1 : meta.oldest;
  return { meta: { ...meta, updated: now, current, oldest, versions }, dropped };
}

/** When a version that starts now hides itself; null = never. */
export function endOf(meta: Meta, config: Config, now: number): number | null {
  const seconds = meta.deleteAfter || config.deleteAfter;
  return seconds > 0 ? now + seconds * 1000 : null;
}

export function isHidden(version: Version, now: number): boolean {
  return version.destroyed || (version.deleted !== null && version.deleted <= now);
}

/** Changes the versions named that exist; the others are passed over, as the servers do. */
export function changeVersions(meta: Meta, numbers: readonly number[], change: (version: Version) => Version): Meta {
  const versions = { ...meta.versions };
  for (const at of numbers) {
    const version = versions[String(at)];
    if (version) versions[String(at)] = change(version);
  }
  return { ...meta, versions };
}

/** A time as the servers write it (RFC 3339), empty for none. */
export function time(at: number | null): string {
  return at === null ? "" : new Date(at).toISOString();
}

/** The `metadata` of one version. */
export function versionFields(meta: Meta, at: number, version: Version): JsonObject {
  return {
    created_time: time(version.created),
    custom_metadata: meta.custom,
    deletion_time: time(version.deleted),
    destroyed: version.destroyed,
    version: at,
  };
}

/** The answer of `metadata/`. */
export function metaFields(meta: Meta): JsonObject {
  const versions = Object.entries(meta.versions).map(
    ([at, version]) =>
      [
        at,
        {
          created_time: time(version.created),
          deletion_time: time(version.deleted),
          destroyed: version.destroyed,
        },
      ] as const,
  );
  return {
    cas_required: meta.casRequired,
    created_time: time(meta.created),
    current_metadata_version: meta.edition,
    current_version: meta.current,
    custom_metadata: meta.custom,
    delete_version_after: formatDuration(meta.deleteAfter),
    max_versions: meta.maxVersions,
    metadata_cas_required: false,
    oldest_version: meta.oldest,
    updated_time: time(meta.updated),
    versions: Object.fromEntries(versions),
  };
}

export function configFields(config: Config): JsonObject {
  return {
    cas_required: config.casRequired,
    delete_version_after: formatDuration(config.deleteAfter),
    max_versions: config.maxVersions,
    metadata_cas_required: false,
  };
}
