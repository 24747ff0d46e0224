import type { FormContent, FormRow } from "./form-messages.ts";

/** What is wrong with a form: sentences by place. Empty where it can be saved. The page and the host both ask. */
export interface FormFaults {
  readonly path: string | undefined;
  /** One per row, in order. */
  readonly rows: readonly (string | undefined)[];
  readonly form: string | undefined;
}

export function formFaults({ path, rows }: Pick<FormContent, "path" | "rows">): FormFaults {
  return {
    path: pathFault(path),
    rows: rows.map((row, index) => rowFault(row, rows.slice(0, index))),
    form: rows.length === 0 ? "A secret needs at least one key." : undefined,
  };
}

export function hasFaults({ path, rows, form }: FormFaults): boolean {
  return path !== undefined || form !== undefined || rows.some((fault) => fault !== undefined);
}

/** A sentence where the text is no path below a mount, else undefined. */
export function pathFault(path: string): string | undefined {
  if (path === "" || path === "/") return "Type a path.";
  if (path.startsWith("/")) return "A path begins without a slash.";
  if (path.endsWith("/")) return "Type a name after the last slash.";
  const parts = path.split("/");
  if (parts.includes("")) return "A part of the path is empty.";
  const dots = parts.find((part) => part === "." || part === "..");
  if (dots !== undefined) return `"${dots}" cannot be part of a path.`;
  return hasControl(path) ? "A path cannot hold line breaks or control characters." : undefined;
}

/** Something to know that is no fault. */
export function rowNote({ value }: FormRow): string | undefined {
  return value !== undefined && value !== "" && /[ \t]$/.test(value) ? "Spaces at the end are kept." : undefined;
}

function rowFault({ name, from, value }: FormRow, above: readonly FormRow[]): string | undefined {
  if (name === "") return "Type a name for the key.";
  if (hasControl(name)) return "A key name cannot hold line breaks or control characters.";
  if (above.some((other) => other.name === name)) return `Key names must differ: "${name}" is there twice.`;
  return from === undefined && value === undefined ? "Type a value." : undefined;
}

function hasControl(text: string): boolean {
  return /\p{Cc}/u.test(text);
}
