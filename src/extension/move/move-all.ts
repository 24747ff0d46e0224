import * as vscode from "vscode";
import type { LocatedFinding } from "../../core/detection/locate.ts";
import { findingName } from "../editor/finding-words.ts";
import { requireKeptPlace } from "../local-vault/require-kept-place.ts";
import { openVault } from "../open-vault.ts";
import type { InFile } from "./in-file.ts";
import { askAllPlace } from "./move-all-sheet.ts";
import { moveEach } from "./move-each.ts";
import { firstServer, rememberServer, vaultChoice } from "./move-proposal.ts";
import type { MoveParts } from "./run-move.ts";
import { tellAllMoved } from "./tell-all-moved.ts";

/** A file and what is to be moved out of it. */
export interface MovableFile {
  readonly uri: vscode.Uri;
  /** As it is shown. */
  readonly path: string;
  readonly findings: readonly LocatedFinding[];
}

async function askFindings(
  { services, rules }: MoveParts,
  title: string,
  files: readonly MovableFile[],
): Promise<readonly InFile[] | undefined> {
  const isOne = files.length === 1;
  return services.ask.pickMany({
    title,
    placeholder: vscode.l10n.t("Secrets to move"),
    rows: files.flatMap(({ uri, path, findings }) =>
      findings.map((finding) => ({
        label: findingName(finding, rules),
        description: isOne
          ? `${finding.variable} · Ln ${finding.startLine}`
          : `${finding.variable} · ${path}:${finding.startLine}`,
        isPicked: finding.severity !== "possible",
        value: { uri, path, finding },
      })),
    ),
  });
}

function heading(chosen: readonly InFile[]): string {
  const paths = new Set(chosen.map(({ path }) => path));
  const [only] = paths;
  const secrets = chosen.length === 1 ? vscode.l10n.t("1 secret") : vscode.l10n.t("{0} secrets", chosen.length);
  return paths.size === 1
    ? vscode.l10n.t("{0} in {1}", secrets, only ?? "")
    : vscode.l10n.t("{0} in {1} files", secrets, paths.size);
}

/**
 * Moves many secrets: one choice of the findings of all files, one sheet for their place, then one after the other. What
 * fails stays where it is and keeps no other.
 */
export async function moveAll(parts: MoveParts, title: string, files: readonly MovableFile[]): Promise<void> {
  const { services } = parts;
  const chosen = await askFindings(parts, title, files);
  if (chosen === undefined) return;
  const first = { ...(await vaultChoice(services, await firstServer(services))), mapping: undefined };
  const choice = await askAllPlace(services, { title, heading: heading(chosen), chosen }, first);
  if (choice === undefined) return;
  requireKeptPlace(choice.server);
  await openVault(services, choice.server);
  const result = await moveEach(parts, title, chosen, choice);
  await rememberServer(services, choice.server);
  await tellAllMoved(parts, result);
}
