import type { Services } from "../services.ts";
import type { TreeNode } from "./node.ts";
import type { OpenedPaths } from "./opened-paths.ts";
import type { RightsBook } from "./rights-reader.ts";
import type { SecretSearch } from "./search/secret-search.ts";
import type { FactsBook } from "./secret-facts.ts";

/** What rows need to read and redraw. */
export interface TreeContext {
  readonly services: Services;
  /** Versions of secrets that were read, shown until something there changes. */
  readonly facts: FactsBook;
  /** What the token may do with a row. */
  readonly rights: Pick<RightsBook, "of">;
  /** What was opened by its path in folders that may not be listed. */
  readonly opened: Pick<OpenedPaths, "below">;
  /** Hears which keys a secret has, so that they can be found by name. */
  readonly search: Pick<SecretSearch, "keysRead">;
  /** Draws rows again; their children stay. */
  redraw(nodes: readonly TreeNode[]): void;
  /** What is below a server belongs to another session, state or profile than before: it is dropped unshown. */
  drop(server: string): void;
}
