import * as vscode from "vscode";
import { problemCode } from "../../core/errors.ts";
import type { Secret } from "../../core/secrets/secret.ts";
import type { KnownToHistory } from "../../node/git/values-in-history.ts";
import { reportProblem } from "../report-problem.ts";
import type { Services } from "../services.ts";

/** A value that has left a file. */
export interface LeftFile {
  readonly file: vscode.Uri;
  readonly literal: Secret;
  readonly rule: string;
}

/** Longer than nearly any repository takes; nobody waits for it. */
const PATIENCE_MS = 20_000;

type Known = LeftFile & KnownToHistory;

/** One log of each file. Files that no repository has, or whose log cannot be read in time, tell nothing. */
async function known(services: Services, left: readonly LeftFile[], signal: AbortSignal): Promise<readonly Known[]> {
  const { valuesInHistory } = await import("../../node/git/values-in-history.ts");
  const files = new Map<string, LeftFile[]>();
  for (const one of left) files.set(one.file.fsPath, [...(files.get(one.file.fsPath) ?? []), one]);
  const all: Known[] = [];
  for (const [path, values] of files) {
    const literals = values.map(({ literal }) => literal);
    const found = await valuesInHistory(path, literals, { env: process.env, signal }).catch((error: unknown) => {
      if (problemCode(error) === undefined) services.log.problem("history", error);
      return [];
    });
    for (const [index, told] of found.entries()) {
      const value = values[index];
      if (value !== undefined && told.commits > 0) all.push({ ...value, ...told });
    }
  }
  return all;
}

function words(found: readonly Known[]): string {
  const [only, ...more] = found;
  const pushed = found.some(({ isPushed }) => isPushed) ? vscode.l10n.t(", pushed") : "";
  if (only === undefined) return "";
  if (more.length > 0)
    return vscode.l10n.t(
      "{0} of these values are also in Git history{1}. Replace them where they were issued.",
      found.length,
      pushed,
    );
  const commits = only.commits === 1 ? vscode.l10n.t("1 commit") : vscode.l10n.t("{0} commits", only.commits);
  return vscode.l10n.t(
    "This value is also in Git history, in {0}{1}. Replace it where it was issued.",
    commits,
    pushed,
  );
}

async function tell(services: Services, found: readonly Known[]): Promise<void> {
  const steps = vscode.l10n.t("Rotate Steps");
  const rules = new Set(found.map(({ rule }) => rule));
  const [rule] = rules;
  const buttons = rules.size === 1 ? [steps] : [];
  const pressed = await services.ask.toast({ level: "warning", text: words(found), buttons });
  if (pressed === steps) await vscode.commands.executeCommand("lockers.aboutRule", rule);
}

/**
 * Looks whether commits have values that were moved: whoever has the repository has those too. Says so where it is so,
 * in a while and beside what the person does; nothing waits for it. Git is asked in trusted folders only. Give it up with
 * the controller, as where the move is taken back.
 */
export function lookInHistory(services: Services, left: readonly LeftFile[]): AbortController {
  const given = new AbortController();
  const onDisk = left.filter(({ file }) => file.scheme === "file");
  if (onDisk.length === 0 || !vscode.workspace.isTrusted) return given;
  const end = async (): Promise<void> => given.abort();
  services.atEnd.add(end);
  const look = async (): Promise<void> => {
    try {
      const found = await known(services, onDisk, AbortSignal.any([given.signal, AbortSignal.timeout(PATIENCE_MS)]));
      if (found.length > 0 && !given.signal.aborted) await tell(services, found);
    } catch (error) {
      await reportProblem(services, "history", error, look);
    } finally {
      services.atEnd.delete(end);
    }
  };
  void look();
  return given;
}
