import type { Problem } from "../../core/errors.ts";
import type { Rows, TreeNode } from "./node.ts";

/** Problems that pass by themselves: what was read before is better than nothing. */
const PASSING: ReadonlySet<Problem["code"]> = new Set(["unreachable", "slow", "no-leader", "rate-limited"]);

/** What was read before, for the time a server does not answer. */
export interface StaleRows {
  /** True where that ends a time in which the server did not answer. */
  isRead(node: TreeNode, rows: Rows): boolean;
  /** The rows from before, where the problem passes and there were any. */
  insteadOf(node: TreeNode, problem: Problem): Rows | undefined;
  /** Servers of which something is shown that is not up to date. */
  servers(): readonly string[];
  /** What was read below a row may not be shown again. */
  forget(id: string): void;
}

export function createStaleRows(): StaleRows {
  const read = new Map<string, Rows>();
  const silent = new Set<string>();
  return {
    isRead: ({ id, place }, rows) => {
      read.set(id, rows);
      return place !== undefined && silent.delete(place.server);
    },
    insteadOf: ({ id, place }, problem) => {
      const before = PASSING.has(problem.code) ? read.get(id) : undefined;
      if (before === undefined) read.delete(id);
      else if (place !== undefined) silent.add(place.server);
      return before;
    },
    servers: () => [...silent],
    forget: (id) => {
      for (const known of read.keys()) if (known === id || known.startsWith(`${id}>`)) read.delete(known);
    },
  };
}
