import type { GenerateOptions } from "../../../core/secrets/generate-value.ts";

/** What the host and the page of the form say to each other. Stored values travel when one is asked for, typed ones to the host. */

export interface StoreChoice {
  readonly server: string;
  readonly label: string;
  readonly mounts: readonly string[];
}

/** A value that is a file: the host holds its content, the page what it is called. */
export interface FormFile {
  /** Undefined: the stored value itself. */
  readonly id: string | undefined;
  /** `tls.pem, 1.7 kB`. */
  readonly label: string;
  /** The file's own name, where one was chosen. */
  readonly name?: string | undefined;
}

/** A key that is there. */
export interface StoredKey {
  readonly name: string;
  /** The server holds no text but JSON. */
  readonly json: boolean;
  readonly file: FormFile | undefined;
}

export interface FormStart {
  readonly mode: "new" | "edit";
  readonly stores: readonly StoreChoice[];
  readonly server: string;
  readonly mount: string;
  readonly path: string;
  /** Empty for a new secret. */
  readonly keys: readonly StoredKey[];
  /** `add-key` opens with an empty row in focus. */
  readonly focus: "path" | "value" | "add-key";
  readonly generate: GenerateOptions;
  /** What was typed before the form was closed. */
  readonly draft?: FormContent | undefined;
}

/** One row as the page has it. */
export interface FormRow {
  readonly name: string;
  readonly from: string | undefined;
  /** Undefined: unchanged, or a file. */
  readonly value: string | undefined;
  /** The value is JSON and has to stay so. */
  readonly json: boolean;
  readonly file: FormFile | undefined;
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
  /** The file that was chosen for a row; undefined where none was. */
  | { readonly kind: "file"; readonly row: number; readonly file: FormFile | undefined; readonly fault?: string }
  /** Stored values that are shown go; typed ones stay. */
  | { readonly kind: "hide-values" };

export type FromForm =
  | { readonly kind: "ready" }
  /** Kept in the host's memory, so that closing by mistake loses nothing. */
  | { readonly kind: "draft"; readonly content: FormContent }
  | { readonly kind: "save"; readonly content: FormContent; readonly onTop: boolean }
  | { readonly kind: "show-value"; readonly name: string }
  | { readonly kind: "pick-file"; readonly row: number }
  /** The stored value of a key into a file of the person's choice. */
  | { readonly kind: "save-file"; readonly name: string }
  | { readonly kind: "generated"; readonly options: unknown }
  | { readonly kind: "show-both" }
  | { readonly kind: "discard" }
  | { readonly kind: "cancel" };

type Reader = (raw: Readonly<Record<string, unknown>>) => FromForm | undefined;

const READERS: { readonly [Kind in FromForm["kind"]]: Reader } = {
  ready: () => ({ kind: "ready" }),
  cancel: () => ({ kind: "cancel" }),
  discard: () => ({ kind: "discard" }),
  "show-both": () => ({ kind: "show-both" }),
  "show-value": ({ name }) => (typeof name === "string" ? { kind: "show-value", name } : undefined),
  "save-file": ({ name }) => (typeof name === "string" ? { kind: "save-file", name } : undefined),
  "pick-file": ({ row }) => (typeof row === "number" ? { kind: "pick-file", row } : undefined),
  generated: ({ options }) => ({ kind: "generated", options }),
  draft: (raw) => {
    const content = readContent(raw["content"]);
    return content === undefined ? undefined : { kind: "draft", content };
  },
  save: (raw) => {
    const content = readContent(raw["content"]);
    return content === undefined ? undefined : { kind: "save", content, onTop: raw["onTop"] === true };
  },
};

function isKind(kind: unknown): kind is FromForm["kind"] {
  return typeof kind === "string" && Object.hasOwn(READERS, kind);
}

/** Reads a message of the page, or undefined where it is none. */
export function fromForm(raw: unknown): FromForm | undefined {
  if (!isObject(raw)) return undefined;
  const { kind } = raw;
  return isKind(kind) ? READERS[kind](raw) : undefined;
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
  return {
    name: raw["name"],
    from: textOrNothing(raw["from"]),
    value: textOrNothing(raw["value"]),
    json: raw["json"] === true,
    file: readFile(raw["file"]),
  };
}

function readFile(raw: unknown): FormFile | undefined {
  if (!isObject(raw) || typeof raw["label"] !== "string") return undefined;
  return { id: textOrNothing(raw["id"]), label: raw["label"], name: textOrNothing(raw["name"]) };
}

function textOrNothing(raw: unknown): string | undefined {
  return typeof raw === "string" ? raw : undefined;
}

function isObject(raw: unknown): raw is Readonly<Record<string, unknown>> {
  return typeof raw === "object" && raw !== null;
}
