import * as vscode from "vscode";
import type { AuditContext } from "../../core/audit/audit.ts";
import { ExpectedError } from "../../core/errors.ts";
import type { LedgerEntry } from "../../core/lockers/ledger.ts";
import type { LockerParts } from "../../core/lockers/locker-parts.ts";
import { openLocker } from "../../core/lockers/open-locker.ts";
import { revokeLocker } from "../../core/lockers/revoke-locker.ts";
import { Disposables } from "../disposables.ts";
import { openVault } from "../open-vault.ts";
import { registerCommand } from "../register-command.ts";
import type { Services } from "../services.ts";
import { duration } from "../times.ts";
import { snippets } from "./locker-snippet.ts";
import type { LockersList } from "./lockers-list.ts";
import { targetLocker } from "./target-locker.ts";
import { momentWords } from "./time-words.ts";
import { copyText } from "../clipboard.ts";

const SNIPPET_MEMORY = "lockers.locker.snippet";
const SHOWN_MS = 8_000;

export interface CommandParts {
  readonly services: Services;
  readonly parts: () => LockerParts;
  readonly list: LockersList;
}

const isLive = ({ state }: LedgerEntry): boolean => state === "live" || state === "misused";
const isDead = (entry: LedgerEntry): boolean => !isLive(entry);

const audit = (why: string): { readonly audit: AuditContext } => ({ audit: { who: "lockers view", why } });

async function copyToken({ services, parts, list }: CommandParts, argument: unknown): Promise<void> {
  const entry = await targetLocker(services, list, argument, { title: "Copy Locker Token", fits: isLive });
  if (entry === undefined) return;
  const token = await parts().tokens.find(entry.id, "locker");
  if (token === undefined) throw new ExpectedError({ code: "token-not-kept", locker: entry.purpose });
  await services.clipboard.copy(token);
}

async function revoke({ services, parts, list }: CommandParts, argument: unknown): Promise<void> {
  const entry = await targetLocker(services, list, argument, { title: "Revoke Locker", fits: isLive });
  if (entry === undefined) return;
  const verb = vscode.l10n.t("Revoke");
  const pressed = await services.ask.modal({
    text: vscode.l10n.t('Revoke "{0}"?', entry.purpose),
    detail: vscode.l10n.t("Its token stops working at once. The secrets themselves stay."),
    verbs: [verb],
  });
  if (pressed !== verb) return;
  await openVault(services, entry.server);
  const revoking = { location: vscode.ProgressLocation.Window, title: vscode.l10n.t("Revoking…") };
  await vscode.window.withProgress(revoking, async () => revokeLocker(parts(), entry, audit("revoke locker")));
  services.changes.tell({ kind: "lockers" });
}

/** True where a use can go without taking it from the reader it was planned for. */
function hasSpare({ usesGranted, usesPlanned, usesFilling, usesSpent }: LedgerEntry): boolean {
  return usesGranted === 0 || usesGranted - usesPlanned - (usesSpent - usesFilling) > 0;
}

async function check({ services, parts, list }: CommandParts, argument: unknown): Promise<void> {
  const entry = await targetLocker(services, list, argument, { title: "Check Locker", fits: isLive });
  if (entry === undefined) return;
  const token = await parts().tokens.find(entry.id, "locker");
  if (token === undefined) throw new ExpectedError({ code: "token-not-kept", locker: entry.purpose });
  const verb = vscode.l10n.t("Check Anyway");
  const question = { text: vscode.l10n.t("This spends a use that the reader needs."), verbs: [verb] };
  if (!hasSpare(entry) && (await services.ask.modal(question)) !== verb) return;
  await openVault(services, entry.server);
  const locker = await openLocker(parts(), entry.server, token);
  const { left, ttl } = await locker.check(audit("check locker"));
  services.changes.tell({ kind: "lockers" });
  const uses = left === undefined ? vscode.l10n.t("no limit of uses") : vscode.l10n.t("{0} left", left);
  vscode.window.setStatusBarMessage(`$(archive) ${entry.purpose}: ${uses}, ${duration(ttl * 1_000)}`, SHOWN_MS);
}

async function copySnippet({ services, list }: CommandParts, argument: unknown): Promise<void> {
  const { ask, workspaceMemory, clock } = services;
  const entry = await targetLocker(services, list, argument, { title: "Copy Locker Snippet", fits: isLive });
  if (entry === undefined) return;
  const profile = services
    .connections()
    .profiles()
    .find(({ name }) => name === entry.server);
  const ends = momentWords(entry.ends, clock.now());
  const all = snippets({ entry, address: profile?.addresses[0], namespace: profile?.namespace, ends });
  const last = workspaceMemory.get<unknown>(SNIPPET_MEMORY);
  const rows = all
    .toSorted((a, b) => Number(b.kind === last) - Number(a.kind === last))
    .map((snippet) => ({ label: snippet.kind, description: snippet.group, value: snippet }));
  const picked = await ask.pick({ title: "Copy Locker Snippet", placeholder: "The token is not in it", rows });
  if (picked === undefined) return;
  await workspaceMemory.update(SNIPPET_MEMORY, picked.kind);
  await copyText(picked.text);
  vscode.window.setStatusBarMessage(vscode.l10n.t("$(copy) {0} copied; the token is not in it", picked.kind), SHOWN_MS);
}

async function removeFromList({ services, parts, list }: CommandParts, argument: unknown): Promise<void> {
  const entry = await targetLocker(services, list, argument, { title: "Remove from List", fits: isDead });
  if (entry === undefined || isLive(entry)) return;
  const { tokens, ledger } = parts();
  await tokens.forget(entry.id, "locker");
  await tokens.forget(entry.id, "parent");
  await ledger.remove(entry.id);
  services.changes.tell({ kind: "lockers" });
}

/** What can be done with a locker that was made here. */
export function lockerCommands(own: CommandParts): vscode.Disposable {
  const owned = new Disposables();
  const { services } = own;
  owned.add(registerCommand(services, "lockers.copyLockerToken", async (argument) => copyToken(own, argument)));
  owned.add(registerCommand(services, "lockers.revokeLocker", async (argument) => revoke(own, argument)));
  owned.add(registerCommand(services, "lockers.checkLocker", async (argument) => check(own, argument)));
  owned.add(registerCommand(services, "lockers.copyLockerSnippet", async (argument) => copySnippet(own, argument)));
  owned.add(registerCommand(services, "lockers.removeLocker", async (argument) => removeFromList(own, argument)));
  return owned;
}
