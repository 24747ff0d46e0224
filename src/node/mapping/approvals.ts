import { createHash, randomUUID } from "node:crypto";
import { mkdir, realpath, rename, stat, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { ExpectedError } from "../../core/errors.ts";
import { makeOwnerOnly } from "../owner-only.ts";

/**
 * Which mappings the person has approved. An approval belongs to one place and one content: a mapping that is moved,
 * copied or changed is not approved. Content that was approved once stays so, as when a branch is left and taken again.
 */
export interface Approvals {
  /** `file`: absolute path of the mapping; `text`: what it holds. */
  isApproved(file: string, text: string): Promise<boolean>;
  approve(file: string, text: string): Promise<void>;
  /**
   * To be called after Lockers itself wrote the mapping on the person's command: approves the new content, but only
   * where the content before was approved, or there was no file (`before` undefined). Says whether it did.
   */
  approveOwnWrite(file: string, before: string | undefined, after: string): Promise<boolean>;
}

/** Approvals kept in `directory`, which is made as needed, it and its folder for their owner alone. It must lie outside of any workspace. */
export function createApprovals(directory: string): Approvals {
  const isApproved = async (file: string, text: string): Promise<boolean> => {
    try {
      return (await stat(join(directory, await idOf(file, text)))).isFile();
    } catch {
      return false;
    }
  };
  const approve = async (file: string, text: string): Promise<void> => {
    const id = await idOf(file, text);
    await mkdir(directory, { recursive: true, mode: 0o700 });
    keepToOwner(directory);
    // The path is for people who look; the name alone counts. Written aside, so that no half of a file approves.
    const aside = join(directory, `${randomUUID()}.new`);
    await writeFile(aside, `${file}\n`, { mode: 0o600, flag: "wx" });
    await rename(aside, join(directory, id));
  };
  return {
    isApproved,
    approve,
    async approveOwnWrite(file, before, after) {
      if (before !== undefined && !(await isApproved(file, before))) return false;
      await approve(file, after);
      return true;
    },
  };
}

/** Whoever could write there could approve. Throws `file-unwritable` where others cannot be kept out. */
function keepToOwner(directory: string): void {
  try {
    for (const place of [dirname(directory), directory]) makeOwnerOnly(place);
  } catch (error) {
    throw new ExpectedError({ code: "file-unwritable", file: directory }, { cause: error });
  }
}

/** Name of the approval: SHA-256 over place and content, in hex. */
async function idOf(file: string, text: string): Promise<string> {
  const place = join(await realFolder(dirname(file)), basename(file));
  return createHash("sha256").update(place).update("\0").update(text).digest("hex");
}

/** Links are followed, so that one folder has one name. */
async function realFolder(folder: string): Promise<string> {
  try {
    return await realpath(folder);
  } catch {
    return folder;
  }
}
