import type { FormContent, FormRow } from "./form-messages.ts";

/** What is wrong with a form: sentences by place. Empty where it can be saved. The page and the host both ask. */
export interface FormFaults {
  readonly path: string | undefined;
  /** One per row, in order. */
  readonly rows: readonly (string | undefined)[];
  readonly form: string | undefined;
}

/** Puts a sentence into the person's language: the host and the page each have their own. */
export type Translate = (text: string, ...values: string[]) => string;

export function formFaults({ path, rows }: Pick<FormContent, "path" | "rows">, t: Translate): FormFaults {
  const seen = new Set<string>();
  return {
    path: pathFault(path, t),
    rows: rows.map((row) => {
      const fault = rowFault(row, seen, t);
      seen.add(row.name);
      return fault;
    }),
    form: rows.length === 0 ? t("A secret needs at least one key.") : undefined,
  };
}

export function hasFaults({ path, rows, form }: FormFaults): boolean {
  return path !== undefined || form !== undefined || rows.some((fault) => fault !== undefined);
}

/** A sentence where the text is no path below a mount, else undefined. */
export function pathFault(path: string, t: Translate): string | undefined {
  if (path === "" || path === "/") return t("Type a path.");
  if (path.startsWith("/")) return t("A path begins without a slash.");
  if (path.endsWith("/")) return t("Type a name after the last slash.");
  const parts = path.split("/");
  if (parts.includes("")) return t("A part of the path is empty.");
  const dots = parts.find((part) => part === "." || part === "..");
  if (dots !== undefined) return t('"{0}" cannot be part of a path.', dots);
  if (/\p{Surrogate}/u.test(path)) return t("A path cannot hold half a character.");
  return hasControl(path) ? t("A path cannot hold line breaks or control characters.") : undefined;
}

/** Something to know that is no fault. */
export function rowNote({ value }: FormRow, t: Translate): string | undefined {
  return value !== undefined && /[ \t]$/.test(value) ? t("Spaces at the end are kept.") : undefined;
}

function rowFault(row: FormRow, above: ReadonlySet<string>, t: Translate): string | undefined {
  const { name, from, value, json, file } = row;
  if (name === "") return t("Type a name for the key.");
  if (hasControl(name)) return t("A key name cannot hold line breaks or control characters.");
  if (above.has(name)) return t('Key names must differ: "{0}" is there twice.', name);
  if (json && value !== undefined && !isJson(value)) return t("The stored value is JSON, and this is not.");
  return from === undefined && value === undefined && file === undefined ? t("Type a value.") : undefined;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function hasControl(text: string): boolean {
  return /\p{Cc}/u.test(text);
}
