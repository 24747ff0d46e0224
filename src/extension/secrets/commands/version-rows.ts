import { l10n } from "vscode";
import type { SecretHistory, SecretVersion } from "../../../core/vault/types.ts";
import type { Row } from "../../ask.ts";

/** What can be done with a version. */
export type VersionDeed = "compare" | "reveal" | "restore" | "undelete" | "destroy";

/** What was chosen: a version alone, or what to do with it. */
export interface VersionChoice {
  readonly version: SecretVersion;
  readonly deed: VersionDeed | undefined;
}

interface Words {
  readonly title: string;
  readonly icon: string;
}

export function deedWords(deed: VersionDeed): Words {
  const words: Readonly<Record<VersionDeed, Words>> = {
    compare: { title: l10n.t("Compare"), icon: "diff" },
    reveal: { title: l10n.t("Reveal"), icon: "eye" },
    restore: { title: l10n.t("Restore"), icon: "discard" },
    undelete: { title: l10n.t("Undelete"), icon: "history" },
    destroy: { title: l10n.t("Destroy…"), icon: "trash" },
  };
  return words[deed];
}

/** What a version allows. `now`: a date of deletion that lies ahead has not come yet. */
export function deedsOf(version: SecretVersion, history: SecretHistory, now: number): readonly VersionDeed[] {
  if (version.destroyed) return [];
  if (isDeleted(version, now)) return ["undelete", "destroy"];
  const others = history.versions.filter((other) => other !== version && !other.destroyed && !isDeleted(other, now));
  const compare: readonly VersionDeed[] = others.length > 0 ? ["compare"] : [];
  const restore: readonly VersionDeed[] = version.version === history.current ? [] : ["restore"];
  return [...compare, "reveal", ...restore, "destroy"];
}

export function isDeleted({ deleted }: SecretVersion, now: number): boolean {
  return deleted !== undefined && deleted <= now;
}

/** One row per version, newest first. `ago` says a time in words. */
export function versionRows(
  history: SecretHistory,
  now: number,
  ago: (at: number) => string,
): readonly Row<VersionChoice>[] {
  return history.versions.map((version) => ({
    label: l10n.t("Version {0}", version.version),
    description: [
      ...stateWords(version, history, now),
      ...(version.created === undefined ? [] : [ago(version.created)]),
    ].join(" · "),
    icon: version.destroyed ? "circle-slash" : isDeleted(version, now) ? "trash" : "history",
    value: { version, deed: undefined },
    actions: deedsOf(version, history, now).map((deed) => ({ ...deedWords(deed), value: { version, deed } })),
  }));
}

function stateWords(version: SecretVersion, { current }: SecretHistory, now: number): readonly string[] {
  if (version.destroyed) return [l10n.t("destroyed")];
  if (isDeleted(version, now)) return [l10n.t("deleted")];
  return version.version === current ? [l10n.t("current")] : [];
}
