import type { ServerProfile } from "../connections/connections.ts";
import type { CallOptions } from "../vault/client.ts";
import { parseIssuedToken } from "../vault/replies/tokens.ts";
import { appRoleCall, loginName, passwordCall, subjectClaims } from "./credential-calls.ts";
import type { AppRole, AppRoleCredentials, Credentials, PasswordCredentials } from "./credentials.ts";
import { logIn, unwrapSecretId, type LoginOptions } from "./log-in.ts";
import { heldToken, type StoredSession } from "./stored-session.ts";

type Login<Given> = (profile: ServerProfile, given: Given, options: CallOptions) => Promise<StoredSession>;

function byPassword(parts: LoginOptions): Login<PasswordCredentials> {
  return async (profile, credentials, options) => {
    const body = await logIn(parts, profile, passwordCall(credentials), options);
    const name = loginName(body) || credentials.user;
    const vault = heldToken(parseIssuedToken(body, profile.name), parts.clock.now());
    return { kind: credentials.kind, vault, oidc: undefined, appRole: undefined, name, claims: subjectClaims(name) };
  };
}

function byAppRole(parts: LoginOptions): Login<AppRoleCredentials> {
  return async (profile, { mount, roleId, secretId: given, keep }, options) => {
    const wrapped = given !== undefined && "wrapped" in given;
    const secretId = wrapped ? await unwrapSecretId(parts, profile, given.wrapped, options) : given;
    const appRole: AppRole = { mount, roleId, secretId };
    const body = await logIn(parts, profile, appRoleCall(appRole), options);
    return {
      kind: "approle",
      vault: heldToken(parseIssuedToken(body, profile.name), parts.clock.now()),
      oidc: undefined,
      appRole: keep ? appRole : undefined,
      name: loginName(body),
      claims: subjectClaims(roleId.reveal()),
    };
  };
}

/** Sessions of what a person proves at the server itself. */
export function createCredentialLogins(parts: LoginOptions): Login<Credentials> {
  const [password, appRole] = [byPassword(parts), byAppRole(parts)];
  return (profile, credentials, options) =>
    credentials.kind === "approle" ? appRole(profile, credentials, options) : password(profile, credentials, options);
}
