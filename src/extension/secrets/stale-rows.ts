import type { Problem } from "../../core/errors.ts";
import type { Rows, TreeNode } from "./node.ts";

/** Problems that pass by themselves: what was read before is better than nothing. */
const PASSING: ReadonlySet<Problem["code"]> = new Set(["unreachable", "slow", "no-leader", "rate-limited"]);

/** What was read before, for the time a server does not answer. */
export interface StaleRows {
  isRead(node: TreeNode, rows: Rows): void;
  /** The rows from before, where the problem passes and there were any. */
  insteadOf(node: TreeNode, problem: Problem): Rows | undefined;
  /** Servers of which something is shown that is not up to date. */
  servers(): readonly string[];
  /** What was read below a server's row, `id`, may not be shown again. */
  forget(server: string, id: string): void;
  /** These servers have rows; of others nothing is shown any more. */
  there(servers: ReadonlySet<string>): void;
}

export function createStaleRows(): StaleRows {
  const read = new Map<string, Rows>();
  const silent = new Set<string>();
  return {
    isRead: ({ id, place }, rows) => {
      read.set(id, rows);
      if (place !== undefined) silent.delete(place.server);
    },
    insteadOf: ({ id, place }, problem) => {
      const before = PASSING.has(problem.code) ? read.get(id) : undefined;
      if (before === undefined) read.delete(id);
      else if (place !== undefined) silent.add(place.server);
      return before;
    },
    servers: () => [...silent],
    forget: (server, id) => {
      silent.delete(server);
      for (const known of read.keys()) if (known === id || known.startsWith(`${id}>`)) read.delete(known);
    },
    there: (servers) => {
      for (const server of silent) if (!servers.has(server)) silent.delete(server);
    },
  };
}
