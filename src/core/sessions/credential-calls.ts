import { ExpectedError } from "../errors.ts";
import { objectAt, textAt } from "../json-shape.ts";
import type { Call } from "../vault/call.ts";
import type { Claims } from "../connections/home.ts";
import { encodePath } from "../vault/paths.ts";
import type { AppRole, PasswordCredentials } from "./credentials.ts";

function loginCall(path: string, body: Readonly<Record<string, string>>): Call {
  return { method: "POST", path, body, action: "token", shown: path, right: "update", keys: [] };
}

/** A user's name as the last part of the path. Throws `bad-input` for one that leads elsewhere. */
function userPart(user: string): string {
  if (/^\.{0,2}$|[/\p{Cc}\p{Surrogate}]/u.test(user))
    throw new ExpectedError({ code: "bad-input", what: "user name", reason: "it is empty or holds a slash" });
  return encodeURIComponent(user);
}

export function jwtCall(mount: string, role: string, jwt: string): Call {
  return loginCall(`auth/${encodePath(mount)}/login`, { role, jwt });
}

export function passwordCall({ mount, user, password }: PasswordCredentials): Call {
  return loginCall(`auth/${encodePath(mount)}/login/${userPart(user)}`, { password: password.reveal() });
}

export function appRoleCall({ mount, roleId, secretId }: AppRole): Call {
  return loginCall(`auth/${encodePath(mount)}/login`, {
    role_id: roleId.reveal(),
    ...(secretId === undefined ? {} : { secret_id: secretId.reveal() }),
  });
}

/** True where a server wants a second factor before it gives a token. */
export function asksSecondFactor(body: unknown): boolean {
  const auth = objectAt(body, "auth");
  return (textAt(auth, "client_token") ?? "") === "" && Object.keys(objectAt(auth, "mfa_requirement")).length > 0;
}

/** What a login says of who signed in: the user's name as the server keeps it, or the name of the AppRole. */
export function loginName(body: unknown): string {
  const metadata = objectAt(objectAt(body, "auth"), "metadata");
  return textAt(metadata, "username") ?? textAt(metadata, "role_name") ?? "";
}

/** The subject a server knows who signed in by: the user's name, the role's id. */
export function subjectClaims(subject: string): Claims {
  return subject === "" ? {} : { sub: subject };
}
