import { l10n } from "vscode";
import type { SignIn } from "../../core/connections/connections.ts";
import { ExpectedError } from "../../core/errors.ts";
import { normalAddress } from "../../core/transport/addresses.ts";
import type { Services } from "../services.ts";

type OidcSignIn = Extract<SignIn, { kind: "oidc" }>;

const SCOPES = ["openid", "profile", "email", "offline_access"];

/** Asks how people sign in at a server; `before` is what is set now. Throws `cancelled`. */
export async function askSignIn(services: Services, title: string, before: SignIn | undefined): Promise<SignIn> {
  const kind = await services.ask.pick({
    title,
    placeholder: l10n.t("How do you sign in?"),
    rows: [
      { label: l10n.t("Vault Token"), description: l10n.t("you have one to paste"), icon: "key", value: "token" },
      {
        label: l10n.t("OpenID Connect"),
        description: l10n.t("browser or another device"),
        icon: "globe",
        value: "oidc",
      },
    ] as const,
  });
  if (kind === undefined) throw new ExpectedError({ code: "cancelled" });
  if (kind === "token") return { kind };
  return askOidc(services, title, before?.kind === "oidc" ? before : NOTHING_SET);
}

const NOTHING_SET: OidcSignIn = {
  kind: "oidc",
  issuer: "https://",
  clientId: "",
  scopes: SCOPES,
  mount: "jwt",
  role: "",
};

async function askOidc(services: Services, title: string, before: OidcSignIn): Promise<OidcSignIn> {
  const issuer = await asked(services, title, {
    prompt: l10n.t("Issuer: the address of the OpenID provider"),
    value: before.issuer,
    check: issuerFault,
  });
  const clientId = await asked(services, title, {
    prompt: l10n.t("Client id: what the OpenID provider knows this application by"),
    value: before.clientId,
    check: (text) => (text.trim() === "" ? l10n.t("Type the client id.") : undefined),
  });
  const mount = await asked(services, title, {
    prompt: l10n.t("Where the server takes the sign-in: the name of its JWT mount"),
    value: before.mount,
    check: (text) => (text.trim() === "" ? l10n.t("Type the name of the mount.") : undefined),
  });
  return { ...before, issuer, clientId, mount };
}

interface Field {
  readonly prompt: string;
  readonly value: string;
  readonly check: (text: string) => string | undefined;
}

async function asked(services: Services, title: string, field: Field): Promise<string> {
  const text = await services.ask.input({ title, ...field });
  if (text === undefined) throw new ExpectedError({ code: "cancelled" });
  return text.trim();
}

function issuerFault(text: string): string | undefined {
  try {
    normalAddress(text);
    return undefined;
  } catch {
    return l10n.t("Type an address that begins with https://.");
  }
}
