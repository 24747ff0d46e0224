import { l10n, ThemeColor, ThemeIcon, TreeItem, TreeItemCollapsibleState } from "vscode";
import type { KnownTrouble } from "../../../core/servers/reach.ts";
import type { TroubleKind } from "../../../core/servers/trouble.ts";
import type { CommandId } from "../../contributions.ts";
import type { SessionState } from "../../servers/session-state.ts";
import { TROUBLE } from "../../servers/trouble-words.ts";
import { duration } from "../../times.ts";
import type { ServerFacts } from "./server-facts.ts";
import { serverTooltip } from "./server-tooltip.ts";

type Session<Kind extends SessionState["kind"]> = Extract<SessionState, { kind: Kind }>;

/** Draws a server's row. Its id is given by the caller. */
export function serverItem(facts: ServerFacts, now: number): TreeItem {
  const item = look(facts, now);
  item.tooltip = serverTooltip(facts);
  return item;
}

function look({ profile: { name }, session, trouble }: ServerFacts, now: number): TreeItem {
  if (session.kind === "signing-in") return signingIn(name);
  if (trouble !== undefined) return troubled(name, trouble, session.kind === "signed-in");
  if (session.kind === "signed-in") return signedIn(name, session, now);
  return signedOut(name, session);
}

function signedIn(name: string, { who, ends, hasAccessToken }: Session<"signed-in">, now: number): TreeItem {
  const left = ends === undefined ? undefined : duration(ends - now);
  const item = new TreeItem(name, TreeItemCollapsibleState.Collapsed);
  item.description = [who, left].filter((part) => part !== undefined).join(" · ");
  item.iconPath = new ThemeIcon("server");
  item.contextValue = hasAccessToken ? "server.signedIn.oidc" : "server.signedIn";
  const label =
    left === undefined ? l10n.t("server {0}, signed in", name) : l10n.t("server {0}, signed in, {1} left", name, left);
  item.accessibilityInformation = { label };
  return item;
}

function signingIn(name: string): TreeItem {
  const item = acting(name, "lockers.signIn", l10n.t("Show"));
  item.description = l10n.t("signing in");
  item.iconPath = new ThemeIcon("loading~spin");
  item.contextValue = "server.signingIn";
  item.accessibilityInformation = { label: l10n.t("server {0}, signing in", name) };
  return item;
}

function signedOut(name: string, session: Session<"signed-out"> | Session<"expired">): TreeItem {
  const expired = session.kind === "expired";
  const item = acting(name, "lockers.signIn", l10n.t("Sign In…"));
  item.description = expired ? l10n.t("expired") : l10n.t("signed out");
  item.iconPath = expired
    ? new ThemeIcon("clock", new ThemeColor("list.warningForeground"))
    : new ThemeIcon("server", new ThemeColor("disabledForeground"));
  item.contextValue = expired ? "server.expired" : "server.signedOut";
  const label = expired ? l10n.t("server {0}, session expired", name) : l10n.t("server {0}, signed out", name);
  item.accessibilityInformation = { label };
  return item;
}

const ICONS: Readonly<Record<TroubleKind, readonly [icon: string, color: string | undefined]>> = {
  sealed: ["lock", undefined],
  uninitialised: ["warning", "list.warningForeground"],
  "no-leader": ["warning", "list.warningForeground"],
  certificate: ["warning", "list.errorForeground"],
  "not-vault": ["warning", "list.errorForeground"],
  unreachable: ["debug-disconnect", "list.errorForeground"],
};

function troubled(name: string, { kind }: KnownTrouble, isSignedIn: boolean): TreeItem {
  const item =
    kind === "certificate"
      ? acting(name, "lockers.explainCertificate", l10n.t("Explain Certificate"))
      : acting(name, "lockers.retryServer", l10n.t("Retry"));
  // What was listed before stays below it. A click runs the command all the same, only the twistie opens.
  if (isSignedIn) item.collapsibleState = TreeItemCollapsibleState.Collapsed;
  const [icon, color] = ICONS[kind];
  item.description = TROUBLE[kind]();
  item.iconPath = color === undefined ? new ThemeIcon(icon) : new ThemeIcon(icon, new ThemeColor(color));
  item.contextValue = `server.trouble.${kind}${isSignedIn ? ".signedIn" : ""}`;
  item.accessibilityInformation = { label: l10n.t("server {0}, {1}", name, TROUBLE[kind]()) };
  return item;
}

function acting(name: string, command: CommandId, title: string): TreeItem {
  const item = new TreeItem(name);
  item.command = { command, title, arguments: [name] };
  return item;
}
