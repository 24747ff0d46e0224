import type { Disposable } from "vscode";
import { Disposables } from "../disposables.ts";
import type { Services } from "../services.ts";
import { createFactsReader, type FactsReader } from "./facts-reader.ts";
import { placeId } from "./place.ts";
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
}

/** Reads nothing before it is asked for rows. */
export function createSecretsTree(services: Services, stale: TreeOptions["stale"]): SecretsTreeParts {
  const owned = new Disposables();
  const search = owned.add(createSecretSearch(services));
  const context: TreeContext = {
    services,
    facts: createFactsBook(),
    search,
    redraw: (rows) => tree.redraw(rows),
    drop: (server) => {
      context.facts.forgetAll(`secret:${encodeURIComponent(server)}:`);
      tree.drop(placeId({ kind: "server", server }));
    },
  };
  const facts = owned.add(createFactsReader(context));
  const tree: SecretsTree = owned.add(
    new SecretsTree({ services, roots: roots(context), shown: (rows) => facts.wanted(rows), stale }),
  );
  return { tree, context, facts, search, dispose: () => owned.dispose() };
}
