import type { Git } from "./git.ts";
import { PatchReader, type FilePatch } from "./patch-reader.ts";

const FEED = 0x0a;

/**
 * Every file that a commit added lines to, with those around them, newest commit first; of a merge only lines that none of its
 * parents has are added. Each is good until the next one is asked for.
 *
 * @param revisions commits and ranges as `git log` takes them; none = everything that has a name
 * @param only what was added to this file, below git's folder, without what is around; merged branches are looked at too, whatever came of them
 */
export async function* readHistory(
  git: Git,
  revisions: readonly string[],
  onCommits: (count: number) => void,
  only?: string,
): AsyncGenerator<FilePatch> {
  const reader = new PatchReader({ isAroundKept: only === undefined });
  const splitter = new LineSplitter();
  for await (const chunk of git.stream(logArguments(revisions, only))) {
    for (const line of splitter.lines(chunk)) {
      const file = reader.ends(line);
      if (file !== undefined) yield file;
      reader.take(line);
    }
    onCommits(reader.commits);
  }
  reader.take(splitter.rest());
  const last = reader.finished();
  if (last !== undefined) yield last;
}

/**
 * Lines around the added ones. A secret that goes over lines (a key, a manifest) may be added in pieces: with this many, a piece
 * stands with the line that tells what it is.
 */
const AROUND = 32;

/** Nothing of the repository's own configuration changes the form of this, or starts a program. */
const LOG =
  "log --format=%x00%H%x00%aI --patch --cc --inter-hunk-context=0 --full-index -M " +
  "--no-color --no-ext-diff --no-textconv --no-show-signature --no-notes --no-mailmap --no-relative " +
  "--ignore-submodules=all --submodule=short --src-prefix=a/ --dst-prefix=b/ -O/dev/null";

function logArguments(revisions: readonly string[], only: string | undefined): readonly string[] {
  const named = revisions.length === 0 ? ["--all"] : [];
  const paths = only === undefined ? [] : [`:(literal)${only}`];
  const whole = only === undefined ? [`--unified=${AROUND}`] : ["--unified=0", "--full-history"];
  return [...LOG.split(" "), ...whole, ...named, "--end-of-options", ...revisions, "--", ...paths];
}

/** Lines without their feed, of a stream that comes in pieces. */
class LineSplitter {
  private begun: Buffer[] = [];

  *lines(chunk: Buffer): Generator<Buffer> {
    let from = 0;
    for (let feed = chunk.indexOf(FEED); feed >= 0; feed = chunk.indexOf(FEED, from)) {
      const end = chunk.subarray(from, feed);
      yield this.begun.length === 0 ? end : Buffer.concat([...this.begun, end]);
      this.begun = [];
      from = feed + 1;
    }
    if (from < chunk.length) this.begun.push(chunk.subarray(from));
  }

  rest(): Buffer {
    return Buffer.concat(this.begun);
  }
}
