import { l10n } from "vscode";
import type { Saved } from "./save-secret.ts";

/** `Somebody saved version 4 while you edited version 3. They changed: port. You both changed: password.` */
export function conflictText({ mine, theirs, changed, both }: Extract<Saved, { kind: "conflict" }>): string {
  const first =
    mine === undefined || theirs === undefined
      ? l10n.t("Somebody saved this secret while you edited it.")
      : l10n.t("Somebody saved version {0} while you edited version {1}.", theirs, mine);
  const they = changed.length === 0 ? [] : [l10n.t("They changed: {0}.", changed.join(", "))];
  const you = both.length === 0 ? [] : [l10n.t("You both changed: {0}.", both.join(", "))];
  return [first, ...they, ...you].join(" ");
}
