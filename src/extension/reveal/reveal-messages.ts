/** What the host and the page of *Reveal* say to each other. */

/** What is shown of a key whether or not its value is. */
export interface RowFacts {
  readonly key: string;
  /** `CN=shop.example.org, until 23 Feb 2027, RSA 2048`; undefined for a value that says nothing of itself. */
  readonly about: string | undefined;
  /** Bytes, not text: they are saved, not shown. */
  readonly isFile: boolean;
}

export interface RevealedRow extends RowFacts {
  /** Undefined for a file. */
  readonly value: string | undefined;
  /** It can be set out over lines. */
  readonly isJson: boolean;
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
  | { readonly kind: "hide"; readonly header: string; readonly rows: readonly RowFacts[] };

export type FromPage =
  | { readonly kind: "ready" }
  | { readonly kind: "copy"; readonly index: number }
  /** One value into a file. */
  | { readonly kind: "save-value"; readonly index: number }
  | { readonly kind: "save" }
  | { readonly kind: "keep" }
  | { readonly kind: "hide" }
  | { readonly kind: "show-again" };

type Indexed = "copy" | "save-value";
type Plain = Exclude<FromPage["kind"], Indexed>;
const PLAIN: readonly string[] = ["ready", "save", "keep", "hide", "show-again"] satisfies readonly Plain[];
const isPlain = (kind: string): kind is Plain => PLAIN.includes(kind);
const isIndexed = (kind: string): kind is Indexed => kind === "copy" || kind === "save-value";

/** Reads a message of the page, or undefined where it is none. */
export function fromPage(raw: unknown): FromPage | undefined {
  if (typeof raw !== "object" || raw === null || !("kind" in raw) || typeof raw.kind !== "string") return undefined;
  const { kind } = raw;
  if (isIndexed(kind)) return "index" in raw && typeof raw.index === "number" ? { kind, index: raw.index } : undefined;
  return isPlain(kind) ? { kind } : undefined;
}
