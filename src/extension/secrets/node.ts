import type { TreeItem } from "vscode";
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
  /** Throws `ExpectedError`s: the view shows each as a row. */
  children(signal: AbortSignal): Promise<readonly TreeNode[]>;
}

/** Ids tell the way down: what is at home can also be reached through its mount. */
export function rowId(parent: TreeNode | undefined, own: string): string {
  return parent === undefined ? own : `${parent.id}>${own}`;
}

/** For rows that have none. */
export const noChildren: TreeNode["children"] = async () => [];
