import type { Entry } from "../../core/vault/types.ts";
import { naturalOrder } from "./natural-order.ts";

/** Folders before secrets, names natural and without case. */
export function inOrder(entries: readonly Entry[]): readonly Entry[] {
  return entries.toSorted((a, b) => byKind(a) - byKind(b) || naturalOrder(a.name, b.name));
}

function byKind({ kind }: Entry): number {
  return kind === "folder" ? 0 : 1;
}
