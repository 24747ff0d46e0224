import type { SecretData } from "../vault/types.ts";
import { sameField } from "./same-data.ts";

/** How a key stands between two secrets, seen from the left one. */
export type KeyState = "changed" | "added" | "removed" | "same";

export interface ComparedKey {
  readonly key: string;
  readonly state: KeyState;
}

const ORDER: readonly KeyState[] = ["changed", "added", "removed", "same"];

/** Every key of both secrets once: changed first, then added, removed and the same; in each group as they are stored. */
export function compareData(left: SecretData, right: SecretData): readonly ComparedKey[] {
  const keys = [...new Set([...left.keys(), ...right.keys()])];
  return keys
    .map((key) => ({ key, state: stateOf(left, right, key) }))
    .toSorted((a, b) => ORDER.indexOf(a.state) - ORDER.indexOf(b.state));
}

function stateOf(left: SecretData, right: SecretData, key: string): KeyState {
  const before = left.get(key);
  if (before === undefined) return "added";
  if (!right.has(key)) return "removed";
  return sameField(before, right.get(key)) ? "same" : "changed";
}
