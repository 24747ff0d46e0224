import { env } from "vscode";

/** A number as people of this language write it: `10,000`. */
export function count(number: number): string {
  return number.toLocaleString(env.language);
}
