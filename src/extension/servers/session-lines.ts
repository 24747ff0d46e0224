import { l10n } from "vscode";
import { moment } from "../messages.ts";
import type { SessionState } from "./session-state.ts";

/** How it stands with a session, in whole lines. */
export function sessionLines(session: SessionState): readonly string[] {
  if (session.kind === "signing-in") return [l10n.t("Signing in")];
  if (session.kind === "signed-out") return [l10n.t("Signed out")];
  if (session.kind === "expired")
    return [session.ended === undefined ? l10n.t("Expired") : l10n.t("Expired since {0}", moment(session.ended))];
  const { who, ends, renews } = session;
  return [
    who === undefined ? l10n.t("Signed in") : l10n.t("Signed in as {0}", who),
    ends === undefined ? l10n.t("No end") : l10n.t("Until {0} ({1} UTC)", moment(ends), utc(ends)),
    renews ? l10n.t("Renews by itself: yes") : l10n.t("Renews by itself: no"),
  ];
}

/** `2026-11-25 14:02`. */
function utc(at: number): string {
  return new Date(at).toISOString().slice(0, 16).replace("T", " ");
}
