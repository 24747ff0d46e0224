import type { SecretPath } from "../../core/vault/types.ts";
import type { TreeNode } from "./node.ts";
import { placeId } from "./place.ts";
import type { SecretsTree } from "./tree-provider.ts";

/** The row of a secret, reading the levels above it where the tree has not drawn them. Undefined where there is none. */
export async function findRow(tree: SecretsTree, server: string, at: SecretPath): Promise<TreeNode | undefined> {
  let row: TreeNode | undefined;
  for (const id of idsDownTo(server, at)) {
    const children: readonly TreeNode[] = await tree.getChildren(row);
    row = children.find((child) => child.id === id);
    if (row === undefined) return undefined;
  }
  return row;
}

/** Ids of the rows from the server down to the secret. */
export function idsDownTo(server: string, { mount, path }: SecretPath): readonly string[] {
  const parts = path.split("/");
  const folders = parts.map((_, length) => ({ mount, path: parts.slice(0, length).join("/") }));
  return [
    placeId({ kind: "server", server }),
    ...folders.map((at) => placeId({ kind: "folder", server, engine: "kv-2", at })), // an id does not tell the engine
    placeId({ kind: "secret", server, engine: "kv-2", at: { mount, path } }),
  ];
}
