/** What the host and the page of *Reveal* say to each other. */

export interface RevealedRow {
  readonly key: string;
  readonly value: string;
  readonly json: boolean;
}

export type ToPage =
  | {
      readonly kind: "show";
      readonly header: string;
      readonly rows: readonly RevealedRow[];
      /** Seconds until the host hides it. */
      readonly seconds: number;
      /** The key is shown once: it can also be saved to a file. */
      readonly saveable: boolean;
    }
  /** Values are gone from the host and have to go from the page; the names stay. */
  | { readonly kind: "hide"; readonly header: string; readonly keys: readonly string[] };

export type FromPage =
  | { readonly kind: "ready" }
  | { readonly kind: "copy"; readonly index: number }
  | { readonly kind: "save" }
  | { readonly kind: "keep" }
  | { readonly kind: "hide" }
  | { readonly kind: "show-again" };

type Plain = Exclude<FromPage["kind"], "copy">;
const PLAIN: readonly string[] = ["ready", "save", "keep", "hide", "show-again"] satisfies readonly Plain[];
const isPlain = (kind: string): kind is Plain => PLAIN.includes(kind);

/** Reads a message of the page, or undefined where it is none. */
export function fromPage(raw: unknown): FromPage | undefined {
  if (typeof raw !== "object" || raw === null || !("kind" in raw) || typeof raw.kind !== "string") return undefined;
  if (raw.kind === "copy" && "index" in raw && typeof raw.index === "number") return { kind: "copy", index: raw.index };
  return isPlain(raw.kind) ? { kind: raw.kind } : undefined;
}
