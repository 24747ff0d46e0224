import type * as vscode from "vscode";
import type { Finding } from "../../core/detection/finding.ts";

/** How a lens, a quick fix or a row names a finding to a command: never by its value, and found again before use. */
export interface FindingArgument {
  readonly uri: string;
  readonly fingerprint: string;
}

export function argumentFor(uri: vscode.Uri, finding: Pick<Finding, "fingerprint">): FindingArgument {
  return { uri: uri.toString(), fingerprint: finding.fingerprint };
}

/** Reads what a command was called with; other extensions and keybindings can pass anything. Undefined where it is not ours. */
export function parseFindingArgument(argument: unknown): FindingArgument | undefined {
  if (typeof argument !== "object" || argument === null) return undefined;
  if (!("uri" in argument) || !("fingerprint" in argument)) return undefined;
  const { uri, fingerprint } = argument;
  return typeof uri === "string" && typeof fingerprint === "string" ? { uri, fingerprint } : undefined;
}
