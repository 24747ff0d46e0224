import { l10n } from "vscode";
import type { ServerProfile } from "../../core/connections/connections.ts";
import { Secret } from "../../core/secrets/secret.ts";
import type { CallOptions } from "../../core/vault/client.ts";
import type { Services } from "../services.ts";
import { offeredBy } from "./choose-way.ts";
import { askForSignIn, refusal } from "./sign-in-input.ts";
import type { Ended } from "./waiting-sheet.ts";

/** Signs in with a name and a password. The password is not kept; the name is remembered. */
export async function signInWithPassword(
  services: Services,
  profile: ServerProfile,
  kind: "userpass" | "ldap",
  call: CallOptions,
): Promise<Ended> {
  const { name: server, signIn } = profile;
  const own = signIn.kind === kind ? signIn : undefined;
  const nameKey = `lockers.signInName.${server}`;
  const before = services.globalMemory.get(nameKey);
  const user = await askForSignIn(services, server, {
    placeholder: l10n.t("User name"),
    value: own?.user || (typeof before === "string" ? before : ""),
    check: (text) => (text.trim() === "" ? l10n.t("Type your user name.") : undefined),
  });
  if (user.kind === "change") return user;
  const name = user.text.trim();
  const mount = await mountFor(services, server, kind, own?.mount);
  const ended = await lastSecret(services, server, l10n.t("Password of {0}", name), async (password) =>
    services.sessions().signInWithCredentials(server, { kind, mount, user: name, password }, call),
  );
  if (ended.kind === "done") await services.globalMemory.update(nameKey, name);
  return ended;
}

/** Signs in with a role id and a secret id, or a token that wraps the secret id. Neither is kept. */
export async function signInWithAppRole(services: Services, profile: ServerProfile, call: CallOptions): Promise<Ended> {
  const { name: server, signIn } = profile;
  const own = signIn.kind === "approle" ? signIn : undefined;
  const role = await askForSignIn(services, server, {
    placeholder: l10n.t("Role id"),
    value: own?.roleId ?? "",
    check: (text) => (text.trim() === "" ? l10n.t("Type the role id.") : undefined),
  });
  if (role.kind === "change") return role;
  const mount = await mountFor(services, server, "approle", own?.mount);
  return lastSecret(services, server, l10n.t("Secret id, or a token that wraps it"), async (typed) => {
    const secretId = isToken(typed) ? { wrapped: typed } : typed;
    const credentials = { kind: "approle", mount, roleId: Secret.of(role.text.trim()), secretId, keep: false } as const;
    await services.sessions().signInWithCredentials(server, credentials, call);
  });
}

/** Vault's and OpenBao's tokens begin with their kind; secret ids are UUIDs. */
function isToken(typed: Secret): boolean {
  return /^(?:hvs|s|b|hvb)\./u.test(typed.reveal());
}

/** Asks for the last thing that is needed, masked, and tries. */
async function lastSecret(
  services: Services,
  server: string,
  placeholder: string,
  attempt: (typed: Secret) => Promise<unknown>,
): Promise<Ended> {
  const typed = await askForSignIn(services, server, {
    placeholder,
    prompt: l10n.t("Sent to the server once and kept nowhere"),
    masked: true,
    check: (text) => (text === "" ? l10n.t("Type it, or paste it.") : undefined),
    accept: async (text) => refusal(async () => attempt(Secret.of(text))),
  });
  return typed.kind === "change" ? typed : { kind: "done", seen: true };
}

/** The mount that is set; where that is no more than the usual name, or none, the one the server tells everybody of. */
async function mountFor(
  services: Services,
  server: string,
  kind: "userpass" | "ldap" | "approle",
  own: string | undefined,
): Promise<string> {
  if (own !== undefined && own !== kind) return own;
  const offered = (await offeredBy(services, server)).filter((one) => one.kind === kind).map(({ mount }) => mount);
  return offered.includes(kind) ? kind : (offered[0] ?? kind);
}
