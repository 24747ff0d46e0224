import type { ComparedKey } from "../../core/secrets/compare-data.ts";

/** What the host and the page of *Compare* say to each other. Values travel only for keys that were asked for. */
export type ToCompare =
  | {
      readonly kind: "start";
      readonly left: string;
      readonly right: string;
      readonly rows: readonly ComparedKey[];
    }
  | { readonly kind: "values"; readonly values: readonly ComparedValue[]; readonly seconds: number }
  | { readonly kind: "hide" };

/** Undefined: that side has no such key. */
export interface ComparedValue {
  readonly key: string;
  readonly left: string | undefined;
  readonly right: string | undefined;
}

export type FromCompare =
  | { readonly kind: "ready" }
  | { readonly kind: "hide" }
  | { readonly kind: "show-all" }
  | { readonly kind: "show"; readonly key: string };

/** Reads a message of the page, or undefined where it is none. */
export function fromCompare(raw: unknown): FromCompare | undefined {
  if (typeof raw !== "object" || raw === null || !("kind" in raw)) return undefined;
  const { kind } = raw;
  if (kind === "ready" || kind === "hide" || kind === "show-all") return { kind };
  return kind === "show" && "key" in raw && typeof raw.key === "string" ? { kind, key: raw.key } : undefined;
}
