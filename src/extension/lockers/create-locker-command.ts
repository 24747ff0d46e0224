import * as vscode from "vscode";
import type { LockerParts } from "../../core/lockers/locker-parts.ts";
import { registerCommand } from "../register-command.ts";
import { reportProblem } from "../report-problem.ts";
import { requireTrust } from "../require-trust.ts";
import { secrets } from "../secrets/selection.ts";
import type { Services } from "../services.ts";
import { type OrderedLocker, orderLocker } from "./order-locker.ts";
import { pickSecrets } from "./pick-secrets.ts";
import { momentWords } from "./time-words.ts";

/** Says that it is ready; the token is never on the screen. */
function offer(services: Services, { made, choices }: OrderedLocker): void {
  const { entry, token } = made;
  const now = services.clock.now();
  const reads = choices.reads === 1 ? "1 read" : `${choices.reads} reads`;
  const place = entry.server === "local" ? vscode.l10n.t("this computer") : entry.server;
  const ends = momentWords(entry.ends, now);
  const text = vscode.l10n.t('"{0}" is ready on {1}: {2} until {3}.', entry.purpose, place, reads, ends);
  const [copy, snippet] = [vscode.l10n.t("Copy Token"), vscode.l10n.t("Copy Snippet…")];
  async function show(): Promise<void> {
    try {
      const pressed = await services.ask.toast({ level: "info", text, buttons: [copy, snippet] });
      if (pressed === copy) await services.clipboard.copy(token);
      if (pressed === snippet) await vscode.commands.executeCommand("lockers.copyLockerSnippet", { id: entry.id });
    } catch (error) {
      await reportProblem(services, "copy locker token", error, show);
    }
  }
  void show();
}

async function create(services: Services, parts: LockerParts, args: readonly unknown[]): Promise<void> {
  const selected = secrets(services.selection, args);
  const places = selected.length > 0 ? selected : await pickSecrets(services);
  const ordered = places && (await orderLocker(services, parts, places));
  if (ordered !== undefined) offer(services, ordered);
}

/** *Create Locker…*, from selected secrets, or from a pick of secrets where none is selected. */
export function createLockerCommand(services: Services, parts: () => LockerParts): vscode.Disposable {
  return registerCommand(services, "lockers.createLocker", async (...args) => {
    requireTrust(vscode.l10n.t("created"));
    await create(services, parts(), args);
  });
}
