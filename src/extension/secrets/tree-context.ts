import type { Services } from "../services.ts";
import type { TreeNode } from "./node.ts";

/** What rows need to read and redraw. */
export interface TreeContext {
  readonly services: Services;
  /** Versions of secrets that were read, by row id: shown until the next refresh. */
  readonly seen: Map<string, { readonly version: number | undefined; readonly created: number | undefined }>;
  /** Draws the row again; its children stay. */
  redraw(node: TreeNode): void;
}
