import { listFolder } from "../folders.ts";
import { versionPlace } from "../kv2-data.ts";
import { metaNote } from "../kv2-state.ts";
import { isVersioned, type Mount, readMounts, spaceOf } from "../mounts.ts";
import { jsonObject, nullable } from "../note.ts";
import type { Rows } from "../rows.ts";
import { readRecord, recordNames } from "../sealed-records.ts";
import { findEntry } from "../secrets.ts";
import type { BackupItem } from "./items.ts";
import { LEDGER } from "./whole-items.ts";

/**
 * Everything a backup holds: mounts with their settings, secrets with all their versions and metadata, the ledger of
 * lockers. No token, no cubbyhole, nothing wrapped. Throws `SealBroken` or `NoteBroken` where the vault is damaged.
 */
export function* exportItems(rows: Rows): Generator<BackupItem, void> {
  for (const mount of readMounts(rows).filter(({ type }) => type === "kv")) {
    const { path, description, options, settings } = mount;
    yield { kind: "mount", path, description, options, settings };
    for (const secret of secretPaths(rows, spaceOf(mount), "")) yield* exportSecret(rows, mount, secret);
  }
  for (const name of recordNames(rows, LEDGER)) yield { kind: "locker", name, note: readRecord(rows, name) };
}

function* secretPaths(rows: Rows, space: Uint8Array, folder: string): Generator<string, void> {
  for (const name of listFolder(rows, space, folder)) {
    if (name.endsWith("/")) yield* secretPaths(rows, space, folder + name);
    else yield folder + name;
  }
}

function* exportSecret(rows: Rows, mount: Mount, path: string): Generator<BackupItem, void> {
  const space = spaceOf(mount);
  const at = { mount: mount.path, path };
  if (!isVersioned(mount)) {
    const found = findEntry(rows, space, path, jsonObject);
    if (found) yield { kind: "plain", ...at, data: found.content };
    return;
  }
  const found = findEntry(rows, space, path, metaNote);
  if (found === undefined) return;
  yield { kind: "secret", ...at, meta: found.content };
  for (const number of Object.keys(found.content.versions).map(Number)) {
    const older = rows.find(versionPlace(found.id, number), nullable(jsonObject));
    if (older) yield { kind: "version", number, data: older.note };
  }
}
