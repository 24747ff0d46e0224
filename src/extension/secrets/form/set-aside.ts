import { l10n } from "vscode";
import type { Services } from "../../services.ts";

/** How long what was typed is kept after the form was closed. */
const KEPT_MS = 60_000;

/**
 * Offers to reopen a form that was closed with unsaved changes. They are in memory alone, for a minute; `reopen` is called
 * at most once, and forgotten afterwards.
 */
export async function setAside(services: Services, path: string, reopen: () => void): Promise<void> {
  let kept: (() => void) | undefined = reopen;
  const wipe = setTimeout(() => {
    kept = undefined;
  }, KEPT_MS);
  const button = l10n.t("Reopen");
  const text = l10n.t("Unsaved changes to {0} were set aside.", path);
  const pressed = await services.ask.toast({ level: "info", text, buttons: [button] });
  clearTimeout(wipe);
  if (pressed !== button) {
    kept = undefined;
    return;
  }
  if (kept !== undefined) return kept();
  await services.ask.toast({ level: "info", text: l10n.t("The changes are gone: they are kept for one minute.") });
}
