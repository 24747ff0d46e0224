import { isSeverity, type Severity } from "../core/detection/finding.ts";
import { UsageError } from "./arguments.ts";
import type { Arguments } from "./command.ts";

/** From the least to the most sure. */
export const SEVERITIES: readonly Severity[] = ["possible", "likely", "certain"];

/** The least severity to show. Throws `UsageError`. */
export function leastSeverity(args: Arguments, fallback: Severity): Severity {
  const text = args.text("min-severity") ?? fallback;
  if (!isSeverity(text)) throw new UsageError("--min-severity takes possible, likely or certain.", "scan");
  return text;
}

/** True for one that is at least as sure. */
export function isAtLeast(severity: Severity, least: Severity): boolean {
  return SEVERITIES.indexOf(severity) >= SEVERITIES.indexOf(least);
}
