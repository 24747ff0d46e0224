import { l10n } from "vscode";
import type { SignIn } from "../../core/connections/connections.ts";
import type { Row } from "../ask.ts";

/** How a person can prove who they are. */
export const WAYS = ["browser", "device", "token"] as const;
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
  token: () => ({ label: l10n.t("Vault Token"), icon: "key" }),
};

/** The ways a server is set up for; the rest can be tried, too. */
export function ownWays({ kind }: SignIn): readonly Way[] {
  return kind === "oidc" ? ["browser", "device"] : ["token"];
}
