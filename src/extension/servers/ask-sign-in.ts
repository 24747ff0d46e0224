import { l10n } from "vscode";
import type { SignIn } from "../../core/connections/connections.ts";
import { TOKEN_FILE } from "../../core/connections/parse-sign-in.ts";
import { ExpectedError } from "../../core/errors.ts";
import { normalAddress } from "../../core/transport/addresses.ts";
import type { Row } from "../ask.ts";
import type { Services } from "../services.ts";
import { mountFault } from "./field-checks.ts";
import type { Way } from "./sign-in-ways.ts";

export type OidcSignIn = Extract<SignIn, { kind: "oidc" }>;

/** How people sign in at a server, and the way to begin with where that does not follow from it. */
export interface SignInChoice {
  readonly signIn: SignIn;
  readonly way: Way | undefined;
}

type Kind = SignIn["kind"] | "access-token";

/** The names of ways to sign in, as the sheet of a server has them. */
export const SIGN_IN: Readonly<Record<SignIn["kind"], () => string>> = {
  oidc: () => l10n.t("OpenID Connect"),
  token: () => l10n.t("Vault Token"),
  userpass: () => l10n.t("User Name and Password"),
  ldap: () => l10n.t("LDAP"),
  approle: () => l10n.t("AppRole"),
  "token-file": () => l10n.t("Token File"),
};

/** Asks how people sign in at a server; `before` is what is set now, or known of the server. Throws `cancelled`. */
export async function askSignIn(
  services: Services,
  title: string,
  before: Partial<OidcSignIn> | undefined,
): Promise<SignInChoice> {
  const kind = await services.ask.pick<Kind>({ title, placeholder: l10n.t("How do you sign in?"), rows: rows() });
  if (kind === undefined) throw new ExpectedError({ code: "cancelled" });
  if (kind === "access-token") return { signIn: { kind: "token" }, way: "access-token" };
  return { signIn: kind === "oidc" ? await askOidc(services, title, before) : PLAIN[kind], way: undefined };
}

function row(kind: SignIn["kind"], description: string, icon: string): Row<Kind> {
  return { label: SIGN_IN[kind](), description, icon, value: kind };
}

function rows(): readonly Row<Kind>[] {
  return [
    row("oidc", l10n.t("browser or another device"), "globe"),
    {
      label: l10n.t("Access Token"),
      description: l10n.t("of an OpenID provider, to paste"),
      icon: "key",
      value: "access-token",
    },
    row("token", l10n.t("you have one to paste"), "key"),
    row("userpass", l10n.t("kept by the server"), "account"),
    row("ldap", l10n.t("name and password of a directory"), "account"),
    row("approle", l10n.t("role id and secret id"), "server-process"),
    row("token-file", l10n.t("another program keeps the token"), "file"),
  ];
}

const PLAIN: Readonly<Record<Exclude<SignIn["kind"], "oidc">, SignIn>> = {
  token: { kind: "token" },
  "token-file": { kind: "token-file", file: TOKEN_FILE },
  userpass: { kind: "userpass", mount: "userpass", user: "" },
  ldap: { kind: "ldap", mount: "ldap", user: "" },
  approle: { kind: "approle", mount: "approle", roleId: "" },
};

const SCOPES = ["openid", "profile", "email", "offline_access"];

async function askOidc(services: Services, title: string, before: Partial<OidcSignIn> = {}): Promise<OidcSignIn> {
  const issuer = await asked(services, title, {
    prompt: l10n.t("Issuer: the address of the OpenID provider"),
    value: before.issuer ?? "https://",
    check: issuerFault,
  });
  const clientId = await asked(services, title, {
    prompt: l10n.t("Client id: what the OpenID provider knows this application by"),
    value: before.clientId ?? "",
    check: (text) => (text.trim() === "" ? l10n.t("Type the client id.") : undefined),
  });
  const mount = before.mount ?? (await askMount(services, title));
  return { kind: "oidc", scopes: SCOPES, role: "", ...before, issuer, clientId, mount };
}

async function askMount(services: Services, title: string): Promise<string> {
  return asked(services, title, {
    prompt: l10n.t("Where the server takes the sign-in: the name of its JWT mount"),
    value: "jwt",
    check: (text) => mountFault(text.trim()),
  });
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

/** What keeps a text from being an issuer. */
export function issuerFault(text: string): string | undefined {
  try {
    normalAddress(text);
    return undefined;
  } catch {
    return l10n.t("Type an address that begins with https://.");
  }
}
