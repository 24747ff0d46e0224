import { l10n } from "vscode";

/** Numbers with their nouns, as they stand in a sentence. */
export const counted = {
  secrets: (count: number): string =>
    count === 1 ? l10n.t("1 secret") : l10n.t("{0} secrets", count.toLocaleString("en")),
  lockers: (count: number): string =>
    count === 1 ? l10n.t("1 locker") : l10n.t("{0} lockers", count.toLocaleString("en")),
} as const;
