import { l10n } from "vscode";
import type { SignIn } from "../../core/connections/connections.ts";
import type { OfferedSignIn } from "../../core/vault/types.ts";
import type { Row } from "../ask.ts";

/** How a person can prove who they are, in the order they are offered. */
export const WAYS = [
  "browser",
  "device",
  "access-token",
  "token",
  "userpass",
  "ldap",
  "approle",
  "token-file",
] as const;
export type Way = (typeof WAYS)[number];

export function isWay(value: unknown): value is Way {
  return WAYS.some((way) => way === value);
}

/** A way as a row to choose. */
export function wayRow(way: Way): Row<Way> {
  return { ...LOOKS[way](), value: way };
}

const LOOKS: Readonly<Record<Way, () => Omit<Row<Way>, "value">>> = {
  browser: () => ({ label: l10n.t("Browser"), description: l10n.t("recommended"), icon: "globe" }),
  device: () => ({ label: l10n.t("Code on Another Device"), icon: "device-mobile" }),
  "access-token": () => ({
    label: l10n.t("Access Token"),
    description: l10n.t("of an OpenID provider"),
    icon: "key",
  }),
  token: () => ({ label: l10n.t("Vault Token"), description: l10n.t("you have one to paste"), icon: "key" }),
  userpass: () => ({ label: l10n.t("User Name and Password"), icon: "account" }),
  ldap: () => ({ label: l10n.t("LDAP"), description: l10n.t("name and password of a directory"), icon: "account" }),
  approle: () => ({ label: l10n.t("AppRole"), description: l10n.t("role id and secret id"), icon: "server-process" }),
  "token-file": () => ({
    label: l10n.t("Token File"),
    description: l10n.t("another program keeps the token"),
    icon: "file",
  }),
};

/** The ways a server is set up for. */
export function ownWays({ kind }: SignIn): readonly Way[] {
  return kind === "oidc" ? ["browser", "device", "access-token"] : [kind];
}

const OFFERED: Readonly<Record<OfferedSignIn["kind"], Way | undefined>> = {
  userpass: "userpass",
  ldap: "ldap",
  approle: "approle",
  jwt: "access-token",
  other: undefined,
};

/** The ways a server tells everybody of. */
export function offeredWays(offered: readonly OfferedSignIn[]): readonly Way[] {
  return offered.flatMap(({ kind }) => OFFERED[kind] ?? []);
}
