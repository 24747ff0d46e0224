/** How a kind of file writes its values, as far as detection cares. */
export interface Language {
  /** True where a value may stand without quotes (`KEY=value`), as in dotenv, YAML and INI files. */
  readonly bareValues: boolean;
  /** False where single quotes hold one character (C, Java). */
  readonly singleQuotes: boolean;
}

/** Languages in which a text value always has quotes; a bare word there is code. */
const QUOTED = new Set(
  (
    "js cjs mjs jsx ts cts mts tsx vue svelte py pyi pyx go java kt kts scala groovy gradle c h cc cpp cxx hpp hh m mm cs fs fsx vb " +
    "rb erb rake php phtml pl pm rs swift dart lua r jl ex exs erl hrl hs elm clj cljs sol zig nim json json5 jsonc ipynb tf hcl toml " +
    "css scss less axaml xaml proto graphql cls trigger"
  ).split(" "),
);

/** Languages in which `'` holds a single character. */
const CHARACTERS = new Set("c h cc cpp cxx hpp hh m mm java cs kt kts swift scala".split(" "));

const quoted: Language = { bareValues: false, singleQuotes: true };
const doubleQuoted: Language = { bareValues: false, singleQuotes: false };
const bare: Language = { bareValues: true, singleQuotes: true };

/** The language of a file by its name; a file without one may hold anything, so bare values are looked at. */
export function languageOf(path: string): Language {
  const extension = extensionOf(path);
  if (CHARACTERS.has(extension)) return doubleQuoted;
  return QUOTED.has(extension) ? quoted : bare;
}

/** Lower case, without the dot; empty where the name has none. */
export function extensionOf(path: string): string {
  const name = path.slice(path.lastIndexOf("/") + 1).toLowerCase();
  return name.includes(".") ? name.slice(name.lastIndexOf(".") + 1) : "";
}
