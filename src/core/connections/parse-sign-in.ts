import { ExpectedError } from "../errors.ts";
import { isObject, textAt, textsAt, type JsonObject } from "../json-shape.ts";
import { normalAddress } from "../transport/addresses.ts";
import { encodePath } from "../vault/paths.ts";
import type { SignIn } from "./connections.ts";

const SCOPES = ["openid", "offline_access"];
/** Where `bao login` and `vault login` leave their token. */
export const TOKEN_FILE = "~/.vault-token";

function bad(what: string, reason: string): ExpectedError {
  return new ExpectedError({ code: "bad-input", what, reason });
}

/** The text under `name`, without spaces around it; `otherwise` where it is absent or empty. */
function filled(value: JsonObject, name: string, otherwise: string): string {
  return textAt(value, name)?.trim() || otherwise;
}

/** Throws `bad-input` for a mount that cannot be sent. */
function mountOf(value: JsonObject, server: string, otherwise: string): string {
  const mount = filled(value, "mount", otherwise).replaceAll(/^\/+|\/+$/gu, "");
  try {
    encodePath(mount);
  } catch (error) {
    if (!(error instanceof ExpectedError)) throw error;
    throw bad(server, "the mount of its sign-in is not a path");
  }
  return mount;
}

function parseOidc(value: JsonObject, server: string): SignIn {
  const issuer = textAt(value, "issuer") ?? "";
  const clientId = textAt(value, "clientId") ?? "";
  if (issuer === "" || clientId === "") throw bad(server, "OIDC needs an issuer and a client id");
  const scopes = textsAt(value, "scopes");
  // Only checked: it is kept as written, because it is compared as text (OpenID Connect Discovery 4.3).
  normalAddress(issuer);
  return {
    kind: "oidc",
    issuer,
    clientId,
    scopes: scopes.length === 0 ? SCOPES : scopes,
    mount: mountOf(value, server, "jwt"),
    role: textAt(value, "role") ?? "",
  };
}

/**
 * How people sign in at a server, as settings and `servers.json` have it: `{ kind, … }`, no object = a pasted token.
 * What is left out gets the server's usual names (`userpass`, `ldap`, `approle`, `jwt`). Throws `bad-input` or
 * `insecure-address`.
 */
export function parseSignIn(value: unknown, server: string): SignIn {
  if (!isObject(value)) return { kind: "token" };
  const kind = value["kind"];
  switch (kind) {
    case "token":
      return { kind };
    case "token-file":
      return { kind, file: filled(value, "file", TOKEN_FILE) };
    case "userpass":
    case "ldap":
      return { kind, mount: mountOf(value, server, kind), user: filled(value, "user", "") };
    case "approle":
      return { kind, mount: mountOf(value, server, kind), roleId: filled(value, "roleId", "") };
    case "oidc":
      return parseOidc(value, server);
    default:
      throw bad(server, "this way to sign in is not known");
  }
}
