import { inParallel } from "../../core/async/in-parallel.ts";
import { ExpectedError, problemCode } from "../../core/errors.ts";
import type { TreeNode } from "./node.ts";
import { placeId, type SecretPlace } from "./place.ts";
import { learnFacts } from "./read-secret.ts";
import type { TreeContext } from "./tree-context.ts";

/** Versions of a folder with more secrets are read when a row is selected, opened or pointed at, not for all. */
const SMALL = 50;
const WIDTH = 6;
/** So many rows are drawn again at once. */
const BATCH = 10;

/** Reads versions and ages of secrets for rows that show none yet, a few at a time, and draws those rows again. */
export interface FactsReader {
  /** For rows that were given to VS Code or selected; nothing where they are many. */
  wanted(rows: readonly TreeNode[]): void;
  dispose(): void;
}

export function createFactsReader(context: TreeContext): FactsReader {
  const ended = new AbortController();
  const asked = new WeakSet<TreeNode>();

  /** False where this one cannot be read though others may. */
  async function learned(place: SecretPlace): Promise<boolean> {
    try {
      await learnFacts(context, place, ended.signal);
      return true;
    } catch (error) {
      const code = problemCode(error);
      if (code === "not-found" || code === "bad-path") return false;
      throw error;
    }
  }

  async function readAll(rows: readonly TreeNode[]): Promise<void> {
    let read: TreeNode[] = [];
    const draw = (): void => {
      context.redraw(read);
      read = [];
    };
    try {
      await inParallel(
        rows,
        WIDTH,
        async (row) => {
          if (!isUnknown(context, row)) return;
          if (!(await learned(row.place))) return;
          read.push(row);
          if (read.length >= BATCH) draw();
        },
        ended.signal,
      );
    } catch (error) {
      // the rows stay without a version: listing may be allowed where metadata is not
      if (!(error instanceof ExpectedError)) context.services.log.problem("tree: versions", error);
    }
    draw();
  }

  function wanted(rows: readonly TreeNode[]): void {
    const unknown = rows.filter((row) => isUnknown(context, row) && !asked.has(row));
    if (unknown.length === 0 || unknown.length > SMALL) return;
    for (const row of unknown) asked.add(row);
    void readAll(unknown);
  }

  return { wanted, dispose: () => ended.abort() };
}

function isUnknown({ facts }: TreeContext, row: TreeNode): row is TreeNode & { readonly place: SecretPlace } {
  const { place } = row;
  return place?.kind === "secret" && place.engine === "kv-2" && facts.get(placeId(place)) === undefined;
}
