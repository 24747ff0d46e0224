import type { Disposable } from "vscode";
import { Disposables } from "../disposables.ts";
import type { Services } from "../services.ts";
import { createFactsReader, type FactsReader } from "./facts-reader.ts";
import { createKeptRows, type KeptRows } from "./kept-rows.ts";
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
  readonly kept: KeptRows;
}

/** Reads nothing before it is asked for rows. */
export function createSecretsTree(
  services: Services,
  stale: TreeOptions["stale"],
  selectedBefore: (row: TreeNode) => void,
): SecretsTreeParts {
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
      tree.drop(server, placeId({ kind: "server", server }));
    },
  };
  const facts = owned.add(createFactsReader(context));
  const { workspaceMemory: memory, keychain, random } = services;
  const kept = createKeptRows({ memory, keychain, random });
  const read = roots(context);
  const rootsWhenLoaded = async (): Promise<readonly TreeNode[]> => {
    await kept.load();
    return read();
  };
  const shown = (rows: readonly TreeNode[]): void => {
    rights.wanted(rows);
    facts.wanted(rows);
    const before = rows.find(({ id }) => kept.wasSelected(id));
    if (before !== undefined) selectedBefore(before);
  };
  const tree: SecretsTree = owned.add(
    new SecretsTree({ services, roots: rootsWhenLoaded, isOpen: kept.isOpen, shown, stale }),
  );
  return { tree, context, facts, search, opened, kept, dispose: () => owned.dispose() };
}
