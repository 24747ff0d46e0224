import type { MoveSite } from "../../plan.ts";

/** How a document's code asks for a variable. */
export interface Dialect {
  readonly typescript: boolean;
  readonly jsx: boolean;
}

/** What the document's language id, or else its name, says. `.js` files may hold JSX. */
export function dialectOf({ path, languageId }: Pick<MoveSite, "path" | "languageId">): Dialect {
  const extension = /\.[cm]?(jsx?|tsx?)$/.exec(path)?.[1];
  if (extension !== undefined) return { typescript: extension.startsWith("t"), jsx: extension !== "ts" };
  return { typescript: languageId?.startsWith("typescript") === true, jsx: languageId !== "typescript" };
}

/**
 * What reads the variable. JavaScript: `process.env.X`. TypeScript: under `strict` that is `string | undefined` and
 * does not compile where a string is wanted; `!` would compile and go on with undefined, a default would hide that the
 * value is missing. So it throws where the variable is not set, and has the type `string`. Written as `env["X"]`,
 * which compiles with `noPropertyAccessFromIndexSignature` too, except where the document already writes `env.X`.
 */
export function readVariable(text: string, variable: string, dialect: Dialect): string {
  if (!dialect.typescript) return `process.env.${variable}`;
  const dotted = /\bprocess\.env\.[A-Za-z_]/.test(text);
  const read = dotted ? `process.env.${variable}` : `process.env["${variable}"]`;
  return `${read} ?? (() => { throw new Error("${variable} is not set"); })()`;
}

const BROWSER =
  /\bimport\.meta\.env\b|^\s*["']use client["']|\bfrom\s*["'](?:react-dom|vue|svelte|@angular\/)|\b(?:document|window)\.\w/mu;

/** True where the code looks like code for a browser: there is no environment, and a bundler would put the value into the page. */
export function looksLikeBrowserCode(text: string): boolean {
  return BROWSER.test(text);
}
