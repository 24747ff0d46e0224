import { l10n } from "vscode";
import { Secret } from "../../core/secrets/secret.ts";
import type { CallOptions } from "../../core/vault/client.ts";
import type { Services } from "../services.ts";
import { askForSignIn, refusal } from "./sign-in-input.ts";
import type { Ended } from "./waiting-sheet.ts";

/** Signs in with a Vault token that is pasted. */
export async function signInWithToken(services: Services, server: string, call: CallOptions): Promise<Ended> {
  return pasted(services, server, l10n.t("Vault token"), async (token) =>
    services.sessions().signInWithToken(server, token, call),
  );
}

/** Signs in with an OIDC access token that is pasted. */
export async function signInWithAccessToken(services: Services, server: string, call: CallOptions): Promise<Ended> {
  return pasted(services, server, l10n.t("Access token of an OpenID provider"), async (token) =>
    services.sessions().signInWithAccessToken(server, token, call),
  );
}

async function pasted(
  services: Services,
  server: string,
  placeholder: string,
  attempt: (token: Secret) => Promise<unknown>,
): Promise<Ended> {
  const typed = await askForSignIn(services, server, {
    placeholder,
    prompt: l10n.t("Kept in VS Code's secret storage, nowhere else"),
    masked: true,
    check: (text) => (text.trim() === "" ? l10n.t("Paste a token.") : undefined),
    accept: async (text) => refusal(async () => attempt(Secret.of(text.trim()))),
  });
  return typed.kind === "change" ? typed : { kind: "done", seen: true };
}
