import { main } from "./elements.ts";

let bundle: Readonly<Record<string, string>> | undefined;

/** The page's translations, which come with it; none for English. */
function translations(): Readonly<Record<string, string>> {
  const text = main().dataset["words"];
  const parsed: Readonly<Record<string, string>> = text === undefined ? {} : JSON.parse(text);
  return parsed;
}

/** A text in the person's language with `{0}`, `{1}`… filled in: the page's `l10n.t`. */
export function t(text: string, ...values: readonly (string | number)[]): string {
  bundle ??= translations();
  return (bundle[text] ?? text).replaceAll(/\{(\d+)\}/g, (_, index: string) => String(values[Number(index)] ?? ""));
}
