import { env, l10n } from "vscode";
import { nameLabel } from "./name-label.ts";
import { fullPath, type SecretPlace } from "./place.ts";
import type { SecretFacts } from "./secret-facts.ts";

/** Longest custom metadata that a tooltip shows of one name. */
const LONGEST_NOTE = 300;

/** What rests on the row of a secret: where it is, its version, when it was made, what people noted about it. */
export function secretTooltip({ at }: SecretPlace, facts: SecretFacts | undefined, references: number): string {
  const { version, created, gone, custom = new Map<string, string>() } = facts ?? {};
  const told = { deleted: l10n.t("deleted"), destroyed: l10n.t("destroyed") };
  return [
    fullPath(at),
    version === undefined ? undefined : l10n.t("version {0}", version),
    gone === undefined ? undefined : told[gone],
    created === undefined ? undefined : new Date(created).toLocaleString(env.language),
    references === 0
      ? undefined
      : references === 1
        ? l10n.t("used by 1 reference")
        : l10n.t("used by {0} references", references),
    ...[...custom].map(([name, note]) => `${nameLabel(name)}: ${nameLabel(note.slice(0, LONGEST_NOTE))}`),
  ]
    .filter((line) => line !== undefined)
    .join("\n");
}
