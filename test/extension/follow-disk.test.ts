import { Uri, workspace } from "vscode";
import { createFindingsList } from "../../src/extension/findings/findings-list.ts";
import { followDisk } from "../../src/extension/findings/follow-disk.ts";
import type { Tests } from "./harness.ts";

export const tests: Tests = {
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
