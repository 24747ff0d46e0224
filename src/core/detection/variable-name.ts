import { wordsOf } from "./assignments/name.ts";

/** Names that say nothing of what the secret is for. */
const VAGUE = new Set(["", "VALUE", "KEY", "TOKEN", "SECRET", "AUTH", "AUTHORIZATION", "DATA", "X", "S", "T"]);
/** Objects that hold settings and say nothing themselves. */
const HOLDERS = new Set([
  "process",
  "env",
  "this",
  "self",
  "config",
  "cfg",
  "conf",
  "settings",
  "options",
  "opts",
  "os",
  "environ",
  "data",
  "props",
]);

/**
 * An environment variable's name for a secret: `db.password` and `dbPassword` give `DB_PASSWORD`.
 *
 * @param fallback what the rule suggests; used where the source's own name says too little
 */
export function variableFor(assignedTo: string | undefined, fallback: string): string {
  const words = wordsOf(assignedTo ?? "").filter((word, index, all) => index === all.length - 1 || !HOLDERS.has(word));
  const name = words
    .join("_")
    .toUpperCase()
    .replaceAll(/[^A-Z0-9_]/g, "")
    .replace(/^(?=\d)/, "_");
  return VAGUE.has(name) ? fallback : name;
}
