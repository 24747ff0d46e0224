import { NoteBroken } from "../note.ts";
import type { Mount } from "../mounts.ts";
import { versionPlace } from "../kv2-data.ts";
import type { Rows, WritableRows } from "../rows.ts";
import { readRecord, writeRecord } from "../sealed-records.ts";
import type { BackupItem } from "./items.ts";
import { ledgerNote } from "./restore-locker.ts";
import { findMount, restoreMount } from "./restore-mounts.ts";
import { addSecret, judge, replaceSecret, type Theirs, valuesOf } from "./restore-secret.ts";

/** How a backup and a vault differ. Paths include the mount. */
export interface Comparison {
  /** Secrets that are in the backup alone. */
  readonly added: readonly string[];
  /** How many secrets have the same newest values in both. */
  readonly same: number;
  /** Secrets that are in both with different values. */
  readonly conflicts: readonly string[];
  /** Lines of the ledger of lockers that are in the backup alone. */
  readonly lockers: number;
}

/** What to do with a secret that both have with different values: nothing, or the backup's values as a new version. */
export type OnConflict = "keep" | "replace";

/** Compares; nothing is changed. `rows` undefined: there is no vault yet. Throws `bad-input` where a mount is in the way of another. */
export function compareItems(rows: Rows | undefined, items: Iterable<BackupItem>, now: number): Comparison {
  const noted = note();
  let mount: Mount | undefined;
  for (const item of items) {
    if (item.kind === "mount") mount = rows && findMount(rows, item);
    if (item.kind === "locker" && (rows && readRecord(rows, item.name)) === undefined) noted.lockers += 1;
    const theirs = secretOf(item, now);
    if (theirs) noted.secret(theirs, rows ? judge(rows, mount, theirs.secret, now) : "added");
  }
  return noted.result();
}

/** Restores, and gives what was found meanwhile. What the vault has of the ledger stays: it is the later. */
export function restoreItems(rows: WritableRows, items: Iterable<BackupItem>, how: RestoreHow): Comparison {
  const noted = note();
  let mount: Mount | undefined;
  let owner: Uint8Array | undefined;
  for (const item of items) {
    if (item.kind === "mount") mount = restoreMount(rows, item);
    else if (item.kind === "locker") noted.lockers += addLocker(rows, item);
    else if (item.kind !== "version") owner = restoreSecret(rows, required(mount), item, { ...how, noted });
    else if (owner) rows.put(versionPlace(owner, item.number), item.data);
  }
  return noted.result();
}

interface RestoreHow {
  readonly now: number;
  readonly onConflict: OnConflict;
}

/** The row to which older versions belong that come next; undefined where they are not taken. */
function restoreSecret(
  rows: WritableRows,
  mount: Mount,
  item: BackupItem,
  { now, onConflict, noted }: RestoreHow & { readonly noted: Noted },
): Uint8Array | undefined {
  const theirs = secretOf(item, now);
  if (theirs === undefined) return undefined;
  const verdict = judge(rows, mount, theirs.secret, now);
  noted.secret(theirs, verdict);
  if (verdict === "conflict" && onConflict === "replace") replaceSecret(rows, mount, theirs.secret, now);
  return verdict === "added" ? addSecret(rows, mount, theirs.secret, now) : undefined;
}

/** How many were added. */
function addLocker(rows: WritableRows, item: Extract<BackupItem, { kind: "locker" }>): number {
  if (readRecord(rows, item.name) !== undefined) return 0;
  writeRecord(rows, item.name, ledgerNote(rows, item.note));
  return 1;
}

interface Named {
  /** With its mount. */
  readonly name: string;
  readonly secret: Theirs;
}

function secretOf(item: BackupItem, now: number): Named | undefined {
  if (item.kind === "secret") {
    const { mount, path, meta } = item;
    return { name: mount + path, secret: { path, meta, data: valuesOf(meta, now) } };
  }
  if (item.kind !== "plain") return undefined;
  return { name: item.mount + item.path, secret: { path: item.path, meta: undefined, data: item.data } };
}

function required(mount: Mount | undefined): Mount {
  if (mount === undefined) throw new NoteBroken("a secret stands before its mount");
  return mount;
}

type Noted = ReturnType<typeof note>;

function note() {
  const added: string[] = [];
  const conflicts: string[] = [];
  let same = 0;
  const noted = {
    lockers: 0,
    secret: ({ name }: Named, verdict: ReturnType<typeof judge>) => {
      if (verdict === "added") added.push(name);
      else if (verdict === "conflict") conflicts.push(name);
      else same += 1;
    },
    result: (): Comparison => ({ added, same, conflicts, lockers: noted.lockers }),
  };
  return noted;
}
