import type { Services } from "../services.ts";
import type { TreeNode } from "./node.ts";
import type { SecretSearch } from "./search/secret-search.ts";
import type { FactsBook } from "./secret-facts.ts";

/** What rows need to read and redraw. */
export interface TreeContext {
  readonly services: Services;
  /** Versions of secrets that were read, shown until something there changes. */
  readonly facts: FactsBook;
  /** Hears which keys a secret has, so that they can be found by name. */
  readonly search: Pick<SecretSearch, "keysRead">;
  /** Draws rows again; their children stay. */
  redraw(nodes: readonly TreeNode[]): void;
  /** What is below a server belongs to another session, state or profile than before: it is dropped unshown. */
  drop(server: string): void;
}
