import type { SecretPath } from "../../core/vault/types.ts";
import type { TreeNode } from "./node.ts";
import { isTowards, type Place } from "./place.ts";

/** How deep a row is on the way to a secret: 0 for its server, then by the length of the path; undefined beside the way. */
export function depthTowards(place: Place | undefined, server: string, at: SecretPath): number | undefined {
  if (place === undefined || place.server !== server || place.kind === "key") return undefined;
  if (place.kind === "server") return 0;
  if (!isTowards(at, place.at, place.kind)) return undefined;
  return place.at.path.length + (place.kind === "secret" ? 2 : 1);
}

/** The row of a secret by the shortest way down, reading levels that were not read yet. Undefined where it is not there. */
export async function findRow(
  childrenOf: (row: TreeNode | undefined) => Promise<readonly TreeNode[]>,
  server: string,
  at: SecretPath,
): Promise<TreeNode | undefined> {
  let row: TreeNode | undefined;
  do {
    row = nearest(await childrenOf(row), server, at);
  } while (row !== undefined && row.place?.kind !== "secret");
  return row;
}

/** Of the rows that are drawn, those on a way to the secret that have no other below them: what a change there concerns. */
export function concerned(drawn: Iterable<TreeNode>, server: string, at: SecretPath): readonly TreeNode[] {
  const onTheWay = [...drawn].filter(
    ({ place }) => place?.kind !== "secret" && depthTowards(place, server, at) !== undefined,
  );
  const above = new Set(onTheWay.map(({ parent }) => parent));
  return onTheWay.filter((row) => !above.has(row));
}

function nearest(rows: readonly TreeNode[], server: string, at: SecretPath): TreeNode | undefined {
  const depth = (row: TreeNode): number => depthTowards(row.place, server, at) ?? -1;
  return rows.filter((row) => depth(row) >= 0).toSorted((a, b) => depth(b) - depth(a))[0];
}
