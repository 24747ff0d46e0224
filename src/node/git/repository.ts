import { realpathSync } from "node:fs";
import { relative, sep } from "node:path";
import { ExpectedError } from "../../core/errors.ts";
import { createGit, type Git, type GitOptions } from "./git.ts";

export interface Repository {
  readonly git: Git;
  /** The folder of the work tree, absolute; of a repository without one, that of the repository. */
  readonly top: string;
}

/**
 * The repository that holds a folder. Throws where there is none, where git does not trust its owner, and where its
 * configuration puts the work tree elsewhere: files of other folders are not the repository's to name.
 */
export async function openRepository(options: GitOptions): Promise<Repository> {
  const git = createGit(options);
  const bare = (await git.text(["rev-parse", "--is-bare-repository"])).trim() === "true";
  const line = await git.text(["rev-parse", bare ? "--absolute-git-dir" : "--show-toplevel"]);
  const top = realpathSync(line.replace(/\r?\n$/, ""));
  const steps = relative(top, realpathSync(options.folder));
  if (steps === ".." || steps.startsWith(`..${sep}`))
    throw new ExpectedError({ code: "git", reason: "elsewhere", subject: top });
  return { git, top };
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
