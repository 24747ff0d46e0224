import { ExpectedError } from "../../errors.ts";
import { NO_CONFIG } from "../kv2-state.ts";
import { isVersioned, type Mount, newMount, readMounts, spaceOf, writeMounts } from "../mounts.ts";
import type { Rows, WritableRows } from "../rows.ts";
import type { BackupItem } from "./items.ts";
import { sameJson } from "./same-json.ts";

type MountItem = Extract<BackupItem, { kind: "mount" }>;

/** The vault's mount of that path, or undefined where it would have to be made. Throws `bad-input` where another is in its way. */
export function findMount(rows: Rows, { path }: MountItem): Mount | undefined {
  const mounts = readMounts(rows);
  const found = mounts.find((mount) => mount.path === path);
  const other = found ?? mounts.find((mount) => mount.path.startsWith(path) || path.startsWith(mount.path));
  if (other !== found || (found && found.type !== "kv")) {
    const reason = `the local vault has ${other?.path} there`;
    throw new ExpectedError({ code: "bad-input", what: `mount ${path} of the backup`, reason });
  }
  return found;
}

/** The same, made where it is missing. A mount of the same kind that is as new and holds nothing takes over what the backup says of it. */
export function restoreMount(rows: WritableRows, item: MountItem): Mount {
  const { path, description, options, settings } = item;
  const found = findMount(rows, item);
  const isFresh = !found || (sameJson(found.settings, NO_CONFIG) && !rows.hasChildren(spaceOf(found)));
  if (found && (!isFresh || isVersioned(found) !== isVersioned(item))) return found;
  const made = found ?? newMount(rows.sealing.random, { path, type: "kv", description, options });
  const mount = { ...made, description, options, settings };
  const others = readMounts(rows).filter((other) => other.path !== path);
  writeMounts(rows, [...others, mount]);
  return mount;
}
