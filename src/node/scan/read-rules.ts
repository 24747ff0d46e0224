import { lstatSync, readFileSync } from "node:fs";

/** Larger files are no lists that people wrote. */
const LARGEST = 1_000_000;

/**
 * The text of a `.gitignore` or `.lockersignore`; empty where there is none that is a regular file of at most 1 MB and can
 * be read. A link is not followed (Git does not either), and a pipe not waited for.
 */
export function readRulesText(file: string): string {
  try {
    const stats = lstatSync(file);
    return stats.isFile() && stats.size <= LARGEST ? readFileSync(file, "utf8") : "";
  } catch {
    return "";
  }
}
