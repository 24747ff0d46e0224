import * as vscode from "vscode";
import { Disposables } from "../disposables.ts";
import { targetFinding } from "../findings/target-finding.ts";
import { lazy } from "../lazy.ts";
import type { MoveParts } from "../move/run-move.ts";
import { registerCommand } from "../register-command.ts";
import { requireTrust } from "../require-trust.ts";
import type { FoundTokens } from "./found-tokens.ts";
import { opensServer } from "./opens-server.ts";

/** *Revoke Locker…* on a finding, whose value alone tells which locker it opens. */
async function revokeFound({ services, scanner }: MoveParts, tokens: FoundTokens, argument: unknown): Promise<void> {
  requireTrust(vscode.l10n.t("revoked"));
  const target = await targetFinding(scanner, argument);
  const isToken = target !== undefined && opensServer(target.finding);
  const entry = isToken ? await tokens.lockerOf(target.document, target.finding) : undefined;
  if (entry !== undefined) return void (await vscode.commands.executeCommand("lockers.revokeLocker", { id: entry.id }));
  const about = vscode.l10n.t("About This Rule");
  const text = vscode.l10n.t(
    "This opens no locker that was made here and still lives. It can be ended where it was issued.",
  );
  const buttons = target === undefined ? [] : [about];
  if ((await services.ask.toast({ level: "info", text, buttons })) !== about) return;
  await vscode.commands.executeCommand("lockers.aboutRule", target?.finding.rule);
}

/** What can be done with a token that is found, besides moving it. */
export function tokenCommands(parts: MoveParts, tokens: FoundTokens): vscode.Disposable {
  const { services } = parts;
  const owned = new Disposables();
  const lockers = lazy(async () => {
    const { lockerParts } = await import("./locker-parts.ts");
    return lockerParts(services);
  });
  owned.add(
    registerCommand(services, "lockers.revokeFoundLocker", async (argument) => revokeFound(parts, tokens, argument)),
  );
  owned.add(
    registerCommand(services, "lockers.replaceByLocker", async (argument) => {
      const { replaceByLocker } = await import("./replace-by-locker.ts");
      await replaceByLocker(parts, await lockers(), argument);
    }),
  );
  return owned;
}
