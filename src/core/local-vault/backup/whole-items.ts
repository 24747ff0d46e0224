import { NoteBroken } from "../note.ts";
import { decodePath } from "../request.ts";
import type { BackupItem } from "./items.ts";

/** Where the ledger of lockers keeps its lines. Sessions and tokens are kept under other names and stay out of a backup. */
export const LEDGER = "lockers/";

/**
 * The same items. Who writes a backup also says what is in it: what no vault of ours could have put there is not restored.
 * Throws `NoteBroken` for a secret that is not in the mount before it or at a place no request could name, for a version
 * its secret does not have, and for a record that is no line of the ledger.
 */
export function* wholeItems(items: Iterable<BackupItem>): Generator<BackupItem, void> {
  let before: Before = { mount: undefined, versions: [] };
  for (const item of items) {
    const fault = faultOf(item, before);
    if (fault !== undefined) throw new NoteBroken(fault);
    if (item.kind === "mount") before = { mount: item.path, versions: [] };
    if (item.kind === "plain") before = { ...before, versions: [] };
    if (item.kind === "secret") before = { ...before, versions: Object.keys(item.meta.versions) };
    yield item;
  }
}

/** What an item belongs to. */
interface Before {
  readonly mount: string | undefined;
  readonly versions: readonly string[];
}

function faultOf(item: BackupItem, { mount, versions }: Before): string | undefined {
  switch (item.kind) {
    case "mount":
      return undefined;
    case "secret":
    case "plain":
      return item.mount === mount && isPath(item.path) ? undefined : "a secret at no place of its mount";
    case "version":
      return versions.includes(String(item.number)) ? undefined : "a version its secret does not have";
    case "locker":
    default:
      return item.name.startsWith(LEDGER) ? undefined : "a record that is no line of the ledger";
  }
}

function isPath(path: string): boolean {
  const isDecoded = decodePath(encodeURIComponent(path)) === path;
  return isDecoded && path !== "" && !path.endsWith("/") && !path.split("/").some((part) => /^\.{1,2}$/u.test(part));
}
