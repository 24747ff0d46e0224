import { basename, dirname } from "node:path";
import type { Secret } from "../../core/secrets/secret.ts";
import type { Git, GitOptions } from "./git.ts";
import { readHistory } from "./history.ts";
import { openRepository } from "./repository.ts";

/** What the history of a file knows of a value. */
export interface KnownToHistory {
  /** Commits that added it, of every branch and tag. */
  readonly commits: number;
  /** A remote branch of this repository, as it was fetched or pushed last, has the earliest of them. */
  readonly isPushed: boolean;
}

/** Longer files are compared by nobody, and git takes them for binary ones. */
const LARGEST = 5_000_000;

/**
 * Looks for values in what commits added to a file. The values go to no other program: git's log is read, and looked
 * through here. Throws where there is no repository or git cannot be asked, and `cancelled`.
 *
 * @param file absolute
 * @param values as they are written in the file; of one with several lines, the longest counts
 */
export async function valuesInHistory(
  file: string,
  values: readonly Secret[],
  options: Pick<GitOptions, "env" | "signal">,
): Promise<readonly KnownToHistory[]> {
  const { git } = await openRepository({ ...options, folder: dirname(file), largest: LARGEST });
  const looked = values.map((value) => ({ line: longestLine(value), commits: new Set<string>() }));
  for await (const { commit, text } of readHistory(git, [], () => undefined, basename(file))) {
    for (const { line, commits } of looked) if (text.includes(line)) commits.add(commit);
  }
  const known: KnownToHistory[] = [];
  for (const { line, commits } of looked) {
    line.fill(0);
    const earliest = [...commits].at(-1);
    known.push({ commits: commits.size, isPushed: earliest !== undefined && (await isOnRemote(git, earliest)) });
  }
  return known;
}

async function isOnRemote(git: Git, commit: string): Promise<boolean> {
  return (await git.text(["for-each-ref", "--count=1", `--contains=${commit}`, "refs/remotes"])) !== "";
}

function longestLine(value: Secret): Buffer {
  const lines = value
    .reveal()
    .split(/\r\n|\r|\n/)
    .toSorted((a, b) => b.length - a.length);
  return Buffer.from(lines[0] ?? "");
}
