import { l10n } from "vscode";
import type { LockersAtSignOut } from "./dying-lockers.ts";

/** `2 lockers live on, 1 dies with this session: "ci".` */
export function lockerWords({ dying, living }: LockersAtSignOut): string {
  const names = dying.map((purpose) => `"${purpose}"`).join(", ");
  const lives = living === 0 ? l10n.t("No locker lives on") : livingWords(living);
  const dies = dying.length === 1 ? l10n.t("1 dies") : l10n.t("{0} die", dying.length);
  return l10n.t("{0}, {1} with this session: {2}.", lives, dies, names);
}

function livingWords(living: number): string {
  return living === 1 ? l10n.t("1 locker lives on") : l10n.t("{0} lockers live on", living);
}
