import type { SecretPath } from "../../core/vault/types.ts";
import type { Rows, TreeNode } from "./node.ts";

/** So many rows are added at a time below one row. */
export const PAGE = 1000;

/** Rows that are there anyway: mounts, what is told instead of children. */
export function rowsOf(nodes: readonly TreeNode[]): Rows {
  return { total: nodes.length, first: (count) => nodes.slice(0, count), until: () => nodes.length };
}

/** Rows made from what was listed. `isTowards`: the entry's row is on the way to the secret, or is its row. */
export function rowsFrom<Entry>(
  entries: readonly Entry[],
  make: (entry: Entry) => TreeNode,
  isTowards: (entry: Entry, at: SecretPath) => boolean = () => false,
): Rows {
  const made: TreeNode[] = [];
  return {
    total: entries.length,
    first: (count) => {
      for (const entry of entries.slice(made.length, count)) made.push(make(entry));
      return made.slice(0, count);
    },
    until: (at) => entries.findLastIndex((entry) => isTowards(entry, at)) + 1,
  };
}

/** A number of rows, in whole pages. */
export function wholePages(count: number): number {
  return Math.max(1, Math.ceil(count / PAGE)) * PAGE;
}
