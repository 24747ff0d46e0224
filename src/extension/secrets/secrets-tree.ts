import type { Disposable } from "vscode";
import { Disposables } from "../disposables.ts";
import type { Services } from "../services.ts";
import { createFactsReader, type FactsReader } from "./facts-reader.ts";
import type { TreeNode } from "./node.ts";
import { createOpenedPaths, type OpenedPaths } from "./opened-paths.ts";
import { placeId } from "./place.ts";
import { createRightsBook } from "./rights-reader.ts";
import { roots } from "./roots.ts";
import { createSecretSearch, type SecretSearch } from "./search/secret-search.ts";
import { createFactsBook } from "./secret-facts.ts";
import type { TreeContext } from "./tree-context.ts";
import { SecretsTree, type TreeOptions } from "./tree-provider.ts";

/** The rows of the Secrets view, with what reads and keeps what is known of them. */
export interface SecretsTreeParts extends Disposable {
  readonly tree: SecretsTree;
  readonly context: TreeContext;
  readonly facts: FactsReader;
  readonly search: SecretSearch;
  readonly opened: OpenedPaths;
}

/** Reads nothing before it is asked for rows. */
export function createSecretsTree(services: Services, stale: TreeOptions["stale"]): SecretsTreeParts {
  const owned = new Disposables();
  const search = owned.add(createSecretSearch(services));
  const opened = createOpenedPaths();
  const rights = createRightsBook({ services, redraw: (rows) => tree.redraw(rows) });
  const context: TreeContext = {
    services,
    facts: createFactsBook(),
    search,
    rights,
    opened,
    redraw: (rows) => tree.redraw(rows),
    drop: (server) => {
      context.facts.forgetAll(`secret:${encodeURIComponent(server)}:`);
      rights.forget(server);
      opened.forget(server);
      tree.drop(placeId({ kind: "server", server }));
    },
  };
  const facts = owned.add(createFactsReader(context));
  const shown = (rows: readonly TreeNode[]): void => {
    rights.wanted(rows);
    facts.wanted(rows);
  };
  const tree: SecretsTree = owned.add(new SecretsTree({ services, roots: roots(context), shown, stale }));
  return { tree, context, facts, search, opened, dispose: () => owned.dispose() };
}
