import { l10n, ThemeColor, ThemeIcon, TreeItem, TreeItemCollapsibleState } from "vscode";
import type { ServerProfile } from "../../../core/connections/connections.ts";
import { moment } from "../../messages.ts";
import type { SessionState } from "../../servers/session-state.ts";
import { duration } from "../../times.ts";
import { naturalOrder } from "../natural-order.ts";
import type { TreeNode } from "../node.ts";
import { placeId } from "../place.ts";
import type { TreeContext } from "../tree-context.ts";
import { homeNode } from "./home-node.ts";
import { mountNode } from "./folder-node.ts";

type Session<Kind extends SessionState["kind"]> = Extract<SessionState, { kind: Kind }>;

/** A server, with its session as it was when the root was read. */
export function serverNode(context: TreeContext, profile: ServerProfile, session: SessionState): TreeNode {
  const place = { kind: "server", server: profile.name } as const;
  const id = placeId(place);
  const self: TreeNode = {
    id,
    parent: undefined,
    place,
    children: async (signal) => (session.kind === "signed-in" ? mountsOf(context, self, profile.name, signal) : []),
    item: () => {
      const item = draw(profile, session, context.services.clock.now());
      item.id = id;
      item.tooltip = [profile.name, ...profile.addresses, until(session)].join("\n");
      return item;
    },
  };
  return self;
}

/** What is below a server: the person's home, then the mounts by name. Throws what the connection throws. */
export async function mountsOf(
  context: TreeContext,
  parent: TreeNode,
  server: string,
  signal: AbortSignal,
): Promise<readonly TreeNode[]> {
  const { services } = context;
  const client = await services.connections().client(server, signal);
  const all = await client.mounts({ signal, audit: { who: "tree" } });
  const mounts = all.filter(({ kind }) => kind !== "cubbyhole").toSorted((a, b) => naturalOrder(a.mount, b.mount));
  const home = await services.connections().home(server);
  return [
    ...(home === undefined ? [] : mounts.map((mount) => homeNode(context, parent, mount, home))),
    ...mounts.map((mount) => mountNode(context, parent, server, mount)),
  ];
}

function draw(profile: ServerProfile, session: SessionState, now: number): TreeItem {
  if (session.kind === "signed-in") return signedIn(profile, session, now);
  if (session.kind === "signing-in") return signingIn(profile);
  return signedOut(profile, session);
}

function until(session: SessionState): string {
  if (session.kind === "signing-in") return l10n.t("signing in");
  if (session.kind === "signed-out") return l10n.t("signed out");
  if (session.kind === "expired") {
    return session.ended === undefined ? l10n.t("expired") : l10n.t("expired since {0}", moment(session.ended));
  }
  const { ends } = session;
  return ends === undefined
    ? l10n.t("signed in, no end")
    : l10n.t("until {0} ({1})", moment(ends), new Date(ends).toISOString());
}

function signedIn({ name }: ServerProfile, { who, ends }: Session<"signed-in">, now: number): TreeItem {
  const left = ends === undefined ? undefined : duration(ends - now);
  const item = new TreeItem(name, TreeItemCollapsibleState.Collapsed);
  item.description = [who, left].filter((part) => part !== undefined).join(" · ");
  item.iconPath = new ThemeIcon("server");
  item.contextValue = "server.signedIn";
  item.accessibilityInformation = {
    label:
      left === undefined
        ? l10n.t("server {0}, signed in", name)
        : l10n.t("server {0}, signed in, {1} left", name, left),
  };
  return item;
}

function signingIn({ name }: ServerProfile): TreeItem {
  const item = new TreeItem(name);
  item.description = l10n.t("signing in");
  item.iconPath = new ThemeIcon("loading~spin");
  item.contextValue = "server.signingIn";
  item.accessibilityInformation = { label: l10n.t("server {0}, signing in", name) };
  return item;
}

function signedOut({ name }: ServerProfile, session: Session<"signed-out"> | Session<"expired">): TreeItem {
  const expired = session.kind === "expired";
  const item = new TreeItem(name);
  item.description = expired ? l10n.t("expired") : l10n.t("signed out");
  item.iconPath = expired
    ? new ThemeIcon("clock", new ThemeColor("list.warningForeground"))
    : new ThemeIcon("server", new ThemeColor("disabledForeground"));
  item.contextValue = expired ? "server.expired" : "server.signedOut";
  item.command = { command: "lockers.signIn", title: l10n.t("Sign In…"), arguments: [name] };
  item.accessibilityInformation = {
    label: expired ? l10n.t("server {0}, session expired", name) : l10n.t("server {0}, signed out", name),
  };
  return item;
}
