import { stat } from "node:fs/promises";
import { dirname, join } from "node:path";

/** The mapping's name. */
export const MAPPING_NAME = "lockers.env";

/**
 * Seeks `lockers.env` from a folder upwards to the repository's root, that is the nearest folder with `.git`; outside
 * of a repository only in the folder itself: a mapping further up would be anybody's.
 *
 * @param folder absolute
 * @returns the absolute path, or undefined where there is none
 */
export async function findMapping(folder: string): Promise<string | undefined> {
  for (const candidate of await foldersUpwards(folder)) {
    const file = join(candidate, MAPPING_NAME);
    if (await isFile(file)) return file;
  }
  return undefined;
}

async function foldersUpwards(folder: string): Promise<readonly string[]> {
  const folders: string[] = [];
  for (let at = folder; ; at = dirname(at)) {
    folders.push(at);
    // A worktree and a submodule have a file of that name.
    if (await exists(join(at, ".git"))) return folders;
    if (dirname(at) === at) return [folder];
  }
}

async function isFile(path: string): Promise<boolean> {
  return (await lookUp(path))?.isFile() === true;
}

async function exists(path: string): Promise<boolean> {
  return (await lookUp(path)) !== undefined;
}

async function lookUp(path: string): Promise<Awaited<ReturnType<typeof stat>> | undefined> {
  try {
    return await stat(path);
  } catch {
    return undefined;
  }
}
