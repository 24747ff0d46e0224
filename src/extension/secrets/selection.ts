import type { TreeNode } from "./node.ts";
import { type KeyPlace, type Place, placeId, type SecretPlace } from "./place.ts";

/** What commands are meant for. Rows are known by identity: an object that only looks like a row is not one. */
export interface Selection {
  /** The tree drew this row. */
  drawn(row: TreeNode): void;
  /** The person selected these. */
  selected(rows: readonly TreeNode[]): void;
  /**
   * The rows a command is meant for: from a menu the one it was called on (with all selected ones if it is among
   * them), from a key or the palette the selected ones. Takes the command's arguments as they come; none for what is no
   * row, or a row that VS Code has lost: what was selected may be another secret than the one it was meant for.
   */
  rows(args: readonly unknown[]): readonly TreeNode[];
}

export function rowSelection(): Selection {
  const known = new WeakSet<object>();
  let now: readonly TreeNode[] = [];
  const isRow = (value: unknown): value is TreeNode => typeof value === "object" && value !== null && known.has(value);
  return {
    drawn: (row) => known.add(row),
    selected: (rows) => {
      now = rows;
    },
    rows: (args) => {
      const [row, all] = args;
      if (Array.isArray(all) && all.length > 0) return all.every(isRow) ? all : []; // not some of them
      if (isRow(row)) return [row];
      return args.length === 0 ? now : [];
    },
  };
}

/** The places of the rows a command is meant for; rows that only tell something have none. */
export function places(selection: Selection, args: readonly unknown[]): readonly Place[] {
  return selection.rows(args).flatMap(({ place }) => (place === undefined ? [] : [place]));
}

/** Secrets and keys among the rows a command is meant for. */
export function secretsAndKeys(selection: Selection, args: readonly unknown[]): readonly (SecretPlace | KeyPlace)[] {
  return places(selection, args).filter((place) => place.kind === "secret" || place.kind === "key");
}

/** The secrets among the rows a command is meant for, a key standing for its secret; each once. */
export function secrets(selection: Selection, args: readonly unknown[]): readonly SecretPlace[] {
  const found = secretsAndKeys(selection, args).map(
    ({ server, engine, at }) => ({ kind: "secret", server, engine, at }) as const,
  );
  return [...new Map(found.map((place) => [placeId(place), place])).values()];
}
