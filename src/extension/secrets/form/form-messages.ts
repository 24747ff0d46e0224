/** What the host and the page of the form say to each other. Values travel on Save, and when one is asked for. */

export interface StoreChoice {
  readonly server: string;
  readonly label: string;
  readonly mounts: readonly string[];
}

export interface FormStart {
  readonly mode: "new" | "edit";
  readonly stores: readonly StoreChoice[];
  readonly server: string;
  readonly mount: string;
  readonly path: string;
  /** Names of the keys that are there; empty for a new secret. */
  readonly keys: readonly string[];
  /** `add-key` opens with an empty row in focus. */
  readonly focus: "path" | "value" | "add-key";
}

/** One row as the page has it. */
export interface FormRow {
  readonly name: string;
  readonly from: string | undefined;
  /** Undefined: unchanged. */
  readonly value: string | undefined;
}

export interface FormContent {
  readonly server: string;
  readonly mount: string;
  readonly path: string;
  readonly rows: readonly FormRow[];
}

export type ToForm =
  | { readonly kind: "start"; readonly start: FormStart }
  | { readonly kind: "fault"; readonly at: "path" | "form"; readonly text: string }
  | { readonly kind: "conflict"; readonly text: string }
  | { readonly kind: "value"; readonly name: string; readonly value: string }
  /** Stored values that are shown go; typed ones stay. */
  | { readonly kind: "hide-values" };

export type FromForm =
  | { readonly kind: "ready" }
  /** Something was typed; without what. */
  | { readonly kind: "changed" }
  | { readonly kind: "save"; readonly content: FormContent; readonly onTop: boolean }
  | { readonly kind: "show-value"; readonly name: string }
  | { readonly kind: "show-both" }
  | { readonly kind: "cancel" };

/** Reads a message of the page, or undefined where it is none. */
export function fromForm(raw: unknown): FromForm | undefined {
  if (!isObject(raw)) return undefined;
  const { kind } = raw;
  if (kind === "ready" || kind === "cancel" || kind === "changed" || kind === "show-both") return { kind };
  if (kind === "show-value") return typeof raw["name"] === "string" ? { kind, name: raw["name"] } : undefined;
  const content = readContent(raw["content"]);
  if (content === undefined) return undefined;
  return kind === "save" ? { kind, content, onTop: raw["onTop"] === true } : undefined;
}

function readContent(raw: unknown): FormContent | undefined {
  if (!isObject(raw)) return undefined;
  const { server, mount, path, rows } = raw;
  if (typeof server !== "string" || typeof mount !== "string" || typeof path !== "string") return undefined;
  if (!Array.isArray(rows)) return undefined;
  const read = rows.map(readRow);
  return read.includes(undefined) ? undefined : { server, mount, path, rows: read.filter((row) => row !== undefined) };
}

function readRow(raw: unknown): FormRow | undefined {
  if (!isObject(raw) || typeof raw["name"] !== "string") return undefined;
  return { name: raw["name"], from: textOrNothing(raw["from"]), value: textOrNothing(raw["value"]) };
}

function textOrNothing(raw: unknown): string | undefined {
  return typeof raw === "string" ? raw : undefined;
}

function isObject(raw: unknown): raw is Readonly<Record<string, unknown>> {
  return typeof raw === "object" && raw !== null;
}
