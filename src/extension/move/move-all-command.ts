import * as vscode from "vscode";
import { ExpectedError } from "../../core/errors.ts";
import type { Finding } from "../../core/detection/finding.ts";
import { abortOn } from "../abort-on.ts";
import { askVault, vaultIcon } from "../ask-vault.ts";
import { findingName } from "../editor/finding-words.ts";
import { parseFileArgument } from "../findings/target-finding.ts";
import { requireKeptPlace } from "../local-vault/require-kept-place.ts";
import { openVault } from "../open-vault.ts";
import { registerCommand } from "../register-command.ts";
import { requireTrust } from "../require-trust.ts";
import type { Services } from "../services.ts";
import { choiceRow } from "../choice-row.ts";
import { askSheet } from "../sheet-loop.ts";
import { approveOwnWrite } from "./approve-own-write.ts";
import { mappingFor } from "./mapping-place.ts";
import { vaultWords } from "./move-choices.ts";
import { avoidTaken, firstServer, proposeFor, rememberServer, type VaultChoice, vaultChoice } from "./move-proposal.ts";
import { mappingChange } from "./move-questions.ts";
import { findNext, type MoveParts, runMove, subjectOf } from "./run-move.ts";
import { proposeStored } from "./stored-proposal.ts";

const TITLE = "Move All Secrets in File";

type AllState = VaultChoice & { readonly mapping: vscode.Uri };

async function askPlace(services: Services, heading: string, first: AllState): Promise<AllState | undefined> {
  return askSheet<AllState>(
    services.ask,
    {
      title: TITLE,
      placeholder: vscode.l10n.t("Press Enter to move, or choose a line to change it"),
      rows: (state) => [
        { label: "Move All", description: heading, icon: "lock", value: { kind: "accept" } },
        choiceRow("Vault", vaultWords(state), vaultIcon(state.server), async (now) => {
          const server = await askVault(services, TITLE, "Vault");
          return server === undefined ? undefined : { ...now, ...(await vaultChoice(services, server)) };
        }),
        choiceRow(
          "Mapping",
          vscode.workspace.asRelativePath(state.mapping),
          "list-flat",
          mappingChange<AllState>(services),
        ),
      ],
    },
    first,
  );
}

async function askFindings(
  { services, rules }: MoveParts,
  document: vscode.TextDocument,
  findings: readonly Finding[],
): Promise<readonly Finding[] | undefined> {
  return services.ask.pickMany({
    title: TITLE,
    placeholder: vscode.l10n.t("Secrets to move"),
    rows: findings.map((finding) => ({
      label: findingName(finding, rules),
      description: `${finding.variable} · Ln ${document.positionAt(finding.start).line + 1}`,
      isPicked: finding.severity !== "possible",
      value: finding,
    })),
  });
}

/** Moves one after the other; gives those that stayed. A problem of one does not keep the others. */
async function moveEach(
  parts: MoveParts,
  document: vscode.TextDocument,
  findings: readonly Finding[],
  choice: AllState,
): Promise<readonly Finding[]> {
  const { services, scanner, rules } = parts;
  const left: Finding[] = [];
  const progress = { location: vscode.ProgressLocation.Notification, title: TITLE, cancellable: true };
  await vscode.window.withProgress(progress, async (tell, cancel) => {
    const signal = abortOn(cancel);
    for (const [index, finding] of findings.entries()) {
      tell.report({ message: vscode.l10n.t("{0} of {1}", index + 1, findings.length) });
      try {
        if (signal.aborted) throw new ExpectedError({ code: "cancelled" });
        const target = findNext({ document, finding }, scanner);
        const subject = subjectOf(target, rules);
        const place = parts.stored.placeOf(subject.value);
        const proposal =
          place === undefined
            ? { ...proposeFor(subject, choice), vault: "open" as const, mapping: choice.mapping }
            : await proposeStored(services, subject, place, choice.mapping);
        const state = await avoidTaken(services, subject.value, proposal);
        const result = await runMove(parts, target, state);
        await approveOwnWrite(services, choice.mapping, result.mapping);
        services.changes.tell({ kind: "secrets", server: state.server, at: state.at });
      } catch (error) {
        if (!(error instanceof ExpectedError)) throw error;
        services.log.problem("move all", error);
        left.push(finding);
      }
    }
  });
  return left;
}

async function tellResult(
  { services }: MoveParts,
  document: vscode.TextDocument,
  moved: number,
  left: readonly Finding[],
) {
  const [first] = left;
  if (first === undefined) {
    vscode.window.setStatusBarMessage(vscode.l10n.t("$(check) Moved {0} secrets", moved), 8_000);
    return;
  }
  const show = left.length === 1 ? vscode.l10n.t("Show the One Left") : vscode.l10n.t("Show Those Left");
  const text = vscode.l10n.t("Moved {0} of {1}.", moved, moved + left.length);
  const pressed = await services.ask.toast({ level: "warning", text, buttons: [show] });
  if (pressed !== show) return;
  const at = document.positionAt(first.start);
  await vscode.window.showTextDocument(document, { selection: new vscode.Range(at, at) });
}

async function moveAll(parts: MoveParts, argument: unknown): Promise<void> {
  const { services, scanner } = parts;
  requireTrust(vscode.l10n.t("moved"));
  const uri = parseFileArgument(argument) ?? vscode.window.activeTextEditor?.document.uri;
  if (uri === undefined) return;
  const document = await vscode.workspace.openTextDocument(uri);
  const { findings } = scanner.scanned(document);
  if (findings.length === 0) {
    vscode.window.setStatusBarMessage(vscode.l10n.t("No findings in this file"), 5_000);
    return;
  }
  const chosen = await askFindings(parts, document, findings);
  if (chosen === undefined) return;
  const mapping = await mappingFor(document.uri);
  const first = { ...(await vaultChoice(services, await firstServer(services))), mapping };
  const heading = vscode.l10n.t("{0} secrets in {1}", chosen.length, vscode.workspace.asRelativePath(uri));
  const choice = await askPlace(services, heading, first);
  if (choice === undefined) return;
  requireKeptPlace(choice.server);
  await openVault(services, choice.server);
  const left = await moveEach(parts, document, chosen, choice);
  await rememberServer(services, choice.server);
  await tellResult(parts, document, chosen.length - left.length, left);
}

/** *Move All Secrets in File…*: choose the findings, then one sheet for the place of all. */
export function moveAllCommand(parts: MoveParts): vscode.Disposable {
  return registerCommand(parts.services, "lockers.moveAll", async (argument) => moveAll(parts, argument));
}
