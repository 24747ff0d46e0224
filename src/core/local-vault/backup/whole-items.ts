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
  let mount: string | undefined;
  let versions: readonly string[] = [];
  for (const item of items) {
    switch (item.kind) {
      case "mount":
        mount = item.path;
        break;
      case "secret":
      case "plain":
        if (item.mount !== mount || !isPath(item.path)) throw new NoteBroken("a secret at no place of its mount");
        versions = item.kind === "secret" ? Object.keys(item.meta.versions) : [];
        break;
      case "version":
        if (!versions.includes(String(item.number))) throw new NoteBroken("a version its secret does not have");
        break;
      case "locker":
      default:
        if (!item.name.startsWith(LEDGER)) throw new NoteBroken("a record that is no line of the ledger");
    }
    yield item;
  }
}

function isPath(path: string): boolean {
  const isDecoded = decodePath(encodeURIComponent(path)) === path;
  return isDecoded && path !== "" && !path.endsWith("/") && !path.split("/").some((part) => /^\.{1,2}$/u.test(part));
}
