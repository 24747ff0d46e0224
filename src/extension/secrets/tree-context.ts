import type { Services } from "../services.ts";
import type { TreeNode } from "./node.ts";

/** What is known of a secret once it was read: never its values. */
export interface SecretFacts {
  readonly version: number | undefined;
  /** Milliseconds since the epoch. */
  readonly created: number | undefined;
  readonly gone: "deleted" | "destroyed" | undefined;
}

/** What rows need to read and redraw. */
export interface TreeContext {
  readonly services: Services;
  /** Versions of secrets that were read, by row id: shown until the next refresh. */
  readonly seen: Map<string, SecretFacts>;
  /** Draws the row again; its children stay. */
  redraw(node: TreeNode): void;
}
