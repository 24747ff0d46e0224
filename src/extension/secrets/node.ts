import type { TreeItem } from "vscode";
import type { SecretPath } from "../../core/vault/types.ts";
import type { Place } from "./place.ts";

/** One row of the Secrets view. */
export interface TreeNode {
  /** Stable over refresh and reload. */
  readonly id: string;
  readonly parent: TreeNode | undefined;
  /** What it stands for; undefined for rows that only tell something. */
  readonly place: Place | undefined;
  /** Never holds a value: labels and tooltips are read by everyone. */
  item(): TreeItem | Promise<TreeItem>;
  /** What is told when the pointer rests on the row, for rows that have to ask for it. Throws `ExpectedError`s. */
  tooltip?(signal: AbortSignal): Promise<string>;
  /** Throws `ExpectedError`s: the view shows each as a row. */
  children(signal: AbortSignal): Promise<readonly TreeNode[] | Rows>;
}

/** What is below a row. Rows are made when they are shown: a folder may hold 100,000 names. */
export interface Rows {
  readonly total: number;
  /** The first `count`, the same objects each time. */
  first(count: number): readonly TreeNode[];
  /** How many have to be shown until all rows on the way to a secret are among them; 0 where none is. */
  until(at: SecretPath): number;
}

/**
 * Ids tell the way down: what is at home can also be reached through its mount. Names may hold anything, lone surrogates
 * too, so only the separators are escaped.
 */
export function rowId(parent: TreeNode | undefined, kind: string, name: string): string {
  const own = `${kind}:${name.replaceAll(/[%>:]/gu, encodeURIComponent)}`;
  return parent === undefined ? own : `${parent.id}>${own}`;
}

/** For rows that have none. */
export const noChildren: TreeNode["children"] = async () => [];
