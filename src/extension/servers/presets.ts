import { l10n } from "vscode";
import type { ServerProfile, SignIn } from "../../core/connections/connections.ts";
import type { OidcSignIn } from "./ask-sign-in.ts";

/** A server people are likely to mean. What is undefined is asked. */
export interface Preset {
  readonly label: string;
  readonly icon: string;
  readonly name: string | undefined;
  readonly address: string;
  readonly signIn: SignIn | undefined;
  /** What is known of its OpenID provider. Client ids are asked: each site registers its own. */
  readonly provider: Partial<OidcSignIn> | undefined;
  readonly more: Partial<Pick<ServerProfile, "home">>;
}

/** EGI Check-in, which both services sign in with. */
const CHECK_IN: Partial<OidcSignIn> = { issuer: "https://aai.egi.eu/auth/realms/egi", mount: "jwt" };

/** EGI's secret store, AI4EOSC's, a server on this computer, and any other. */
export function presets(): readonly Preset[] {
  return [
    {
      label: "EGI",
      icon: "organization",
      name: "egi",
      address: "https://vault.services.fedcloud.eu:8200",
      signIn: undefined,
      provider: CHECK_IN,
      more: { home: "users/{sub}" },
    },
    {
      label: "AI4EOSC",
      icon: "organization",
      name: "ai4eosc",
      address: "https://secrets.services.ai4os.eu:8200",
      signIn: undefined,
      provider: CHECK_IN,
      more: { home: "users/{sub}" },
    },
    {
      label: l10n.t("This Computer"),
      icon: "device-desktop",
      name: "dev",
      address: "http://127.0.0.1:8200",
      signIn: { kind: "token" },
      provider: undefined,
      more: {},
    },
    {
      label: l10n.t("Other…"),
      icon: "edit",
      name: undefined,
      address: "https://",
      signIn: undefined,
      provider: undefined,
      more: {},
    },
  ];
}
