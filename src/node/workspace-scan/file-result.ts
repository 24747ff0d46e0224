import { isSeverity } from "../../core/detection/finding.ts";
import type { LocatedFinding } from "../../core/detection/locate.ts";
import { isObject } from "../../core/local-vault/note.ts";

/** Why a file was left out, with its size in bytes. */
export interface Skipped {
  readonly reason: "large" | "minified";
  readonly size: number;
}

/** What is known of one file: places and names, never a value. */
export interface FileResult {
  readonly findings: readonly LocatedFinding[];
  readonly skipped?: Skipped;
}

/** A file that holds nothing, also one that is no text. */
export const CLEAN: FileResult = { findings: [] };

/** True where there is something to tell of the file. */
export function isTold({ findings, skipped }: FileResult): boolean {
  return findings.length > 0 || skipped !== undefined;
}

const NUMBERS = ["start", "end", "startLine", "startColumn", "endLine", "endColumn"] as const;
const TEXTS = ["rule", "variable", "fingerprint"] as const;

function isPlace(value: unknown): boolean {
  return isObject(value) && NUMBERS.every((name) => typeof value[name] === "number");
}

function isFinding(value: unknown): value is LocatedFinding {
  if (!isObject(value)) return false;
  const { severity, assignedTo, related } = value;
  return (
    isPlace(value) &&
    TEXTS.every((name) => typeof value[name] === "string") &&
    typeof severity === "string" &&
    isSeverity(severity) &&
    (assignedTo === undefined || typeof assignedTo === "string") &&
    (related === undefined || isPlace(related))
  );
}

function isSkipped(value: unknown): value is Skipped {
  if (!isObject(value) || typeof value["size"] !== "number") return false;
  return value["reason"] === "large" || value["reason"] === "minified";
}

/** Reads what was written to a disk; undefined where it is no result. */
export function parseFileResult(value: unknown): FileResult | undefined {
  if (!isObject(value)) return undefined;
  const { findings, skipped } = value;
  if (!Array.isArray(findings) || !findings.every(isFinding)) return undefined;
  if (skipped === undefined) return { findings };
  return isSkipped(skipped) ? { findings, skipped } : undefined;
}
