import { realpathSync } from "node:fs";
import { relative, sep } from "node:path";
import { ExpectedError } from "../../core/errors.ts";
import { createGit, type Git, type GitOptions } from "./git.ts";

export interface Repository {
  readonly git: Git;
  /** The folder of the work tree, absolute; of a repository without one, that of the repository. */
  readonly top: string;
  /** True for one without a work tree. */
  readonly bare: boolean;
}

/**
 * The repository that holds a folder. Throws where there is none, where git is too old, where it does not trust its owner, and where its
 * configuration puts the work tree elsewhere: files of other folders are not the repository's to name.
 */
export async function openRepository(options: GitOptions): Promise<Repository> {
  const git = createGit(options);
  await checkVersion(git);
  const bare = (await git.text(["rev-parse", "--is-bare-repository"])).trim() === "true";
  const line = await git.text(["rev-parse", bare ? "--absolute-git-dir" : "--show-toplevel"]);
  const top = realpathSync(line.replace(/\r?\n$/, ""));
  const steps = relative(top, realpathSync(options.folder));
  if (steps === ".." || steps.startsWith(`..${sep}`))
    throw new ExpectedError({ code: "git", reason: "elsewhere", subject: top });
  return { git, top, bare };
}

/** Before 2.30 `rev-parse` takes `--end-of-options` for a name, and every commit seems not to be there. */
const LEAST = [2, 30] as const;

async function checkVersion(git: Git): Promise<void> {
  const version = await git.text(["version"]);
  const [, major, minor] = /(\d+)\.(\d+)/.exec(version) ?? [];
  if (major === undefined || minor === undefined) return; // it calls itself something else
  const isOld = Number(major) < LEAST[0] || (Number(major) === LEAST[0] && Number(minor) < LEAST[1]);
  if (isOld) throw new ExpectedError({ code: "git", reason: "too-old", subject: `${major}.${minor}` });
}

/** The hash of the commit that a person names, or undefined where there is none. What begins with `-` names nothing. */
export async function commitOf(git: Git, name: string): Promise<string | undefined> {
  if (name.startsWith("-") || name === "") return undefined;
  try {
    return (await git.text(["rev-parse", "--verify", "--quiet", "--end-of-options", `${name}^{commit}`])).trim();
  } catch (error) {
    if (error instanceof ExpectedError && error.problem.code === "git" && error.problem.reason === "failed")
      return undefined;
    throw error;
  }
}

/** The tree with nothing in it. */
export async function emptyTree(git: Git): Promise<string> {
  return (await git.text(["hash-object", "-t", "tree", "--stdin"])).trim();
}
