import * as vscode from "vscode";
import type { Services } from "../services.ts";

const USES_MEMORY = "lockers.pasteGuard.uses";
const ASKED_AT = 2;

/** Asks once, after somebody has chosen it twice, whether secrets are to be pasted this way without choosing. */
export async function askForFirst({ ask, globalMemory, settings }: Services): Promise<void> {
  if (settings.read("lockers.pasteGuard") !== "offer") return;
  const uses = Number(globalMemory.get(USES_MEMORY) ?? 0) + 1;
  await globalMemory.update(USES_MEMORY, uses);
  if (uses !== ASKED_AT) return;
  const yes = vscode.l10n.t("Always");
  const no = vscode.l10n.t("Only When Chosen");
  const text = vscode.l10n.t("Paste secrets as vault references from now on, without choosing it each time?");
  if ((await ask.toast({ level: "info", text, buttons: [yes, no] })) !== yes) return;
  await settings.write("lockers.pasteGuard", "first");
  // Writing it takes a moment, in which a paste is still a plain one.
  const told = vscode.l10n.t("$(check) Secrets are pasted as references from now on");
  vscode.window.setStatusBarMessage(told, 8_000);
}
