import { Uri, workspace } from "vscode";
import { createFindingsList, type FindingsList } from "../../src/extension/findings/findings-list.ts";
import { createFollower, followDisk } from "../../src/extension/findings/follow-disk.ts";
import type { Tests } from "./harness.ts";

/** A list that has been scanned and knows nothing. */
function emptyList(): FindingsList {
  const list = createFindingsList({ filter: () => new Set(["certain"]), ignoredIn: () => () => false });
  list.endScan({ files: 0, skipped: 0, isPartial: false, finished: 0 }, new Set());
  return list;
}

export const tests: Tests = {
  "a file whose end is told after it is there again is looked at all the same": async (context) => {
    const file = Uri.joinPath(context.workspace, "again.js");
    const seen: string[] = [];
    const rescan = async (files: readonly Uri[]): Promise<void> => void seen.push(...files.map(String));
    const following = createFollower({ list: emptyList(), rescan, changed: () => undefined });
    context.cleanUp(() => following.dispose());
    following.look(file);
    following.gone(file);
    await context.waitUntil("the file to be looked at", () => seen.includes(file.toString()));
  },

  "what is read while its end is told is looked at once more: it may have been read before its end": async (
    context,
  ) => {
    const folder = Uri.joinPath(context.workspace, "ends");
    const file = Uri.joinPath(folder, "a.js");
    const reads: (readonly string[])[] = [];
    let end: (() => void) | undefined;
    const rescan = async (files: readonly Uri[]): Promise<void> => {
      reads.push(files.map(String));
      await new Promise<void>((resolve) => (end = resolve));
    };
    const following = createFollower({ list: emptyList(), rescan, changed: () => undefined });
    context.cleanUp(() => following.dispose());
    following.look(file);
    await context.waitUntil("the reading to begin", () => reads.length === 1);
    following.gone(folder);
    end?.();
    await context.waitUntil("the file to be looked at once more", () => reads[1]?.includes(file.toString()));
    end?.();
  },

  "what was below a folder that is gone is looked at again, for it may be there again": async (context) => {
    const folder = Uri.joinPath(context.workspace, "gone-late");
    const list = createFindingsList({ filter: () => new Set(["certain"]), ignoredIn: () => () => false });
    // It was never on the disk, so that nothing but the end of its folder tells of it.
    const file = Uri.joinPath(folder, "a.js").toString();
    list.setScanned({ uri: file, path: "gone-late/a.js", findings: [], skipped: { reason: "minified", size: 1 } });
    list.endScan({ files: 1, skipped: 1, isPartial: false, finished: 0 }, new Set([file]));
    const seen = new Set<string>();
    const rescan = async (files: readonly Uri[]): Promise<void> => files.forEach((each) => seen.add(each.toString()));
    const following = followDisk({ list, rescan, changed: () => undefined });
    context.cleanUp(() => following.dispose());
    await workspace.fs.createDirectory(folder);
    // What comes and goes at once is never told.
    await context.waitUntil("the folder to be told of", () => seen.has(folder.toString()));
    await workspace.fs.delete(folder, { recursive: true });
    await context.waitUntil("the file to be looked at", () => seen.has(file));
  },
};
