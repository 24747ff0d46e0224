import type { OpenBao } from "./openbao.ts";
import { pickText } from "./pick.ts";

export interface JwtSignIn {
  /** Name of the mount, `jwt` by default. */
  readonly mount?: string;
  /** Name of the role, `default` by default; it is also the mount's default role. */
  readonly role?: string;
  readonly issuer: string;
  /** `aud` the tokens carry; undefined: bound to the issuer instead, as EGI has it. */
  readonly audience?: string;
  /** How the server gets the keys: PEM texts, or the address of a JWKS. */
  readonly keys: readonly string[] | { readonly jwksUrl: string };
  /** Seconds. */
  readonly tokenTtl?: number;
  readonly tokenMaxTtl?: number;
  readonly policies?: readonly string[];
}

/** The path below `secrets/` that belongs to whoever signed in at the mount with this accessor. */
function personalPolicy(accessor: string): string {
  const home = `secrets/users/{{identity.entity.aliases.${accessor}.name}}`;
  return `
path "${home}/*" { capabilities = ["create", "read", "update", "patch", "delete", "list"] }
path "${home}" { capabilities = ["list"] }
path "auth/token/create" { capabilities = ["update"] }
`;
}

/**
 * A jwt mount as EGI's server has it: KV v1 at `secrets/`, a default role, the policy `personal` that gives each
 * person `secrets/users/<sub>/`. Can be called once per server. Returns the mount's accessor.
 */
export async function addJwtSignIn(bao: Pick<OpenBao, "must">, options: JwtSignIn): Promise<string> {
  const mount = options.mount ?? "jwt";
  const role = options.role ?? "default";
  await bao.must("POST", `sys/auth/${mount}`, { type: "jwt" });
  const mounts = await bao.must("GET", "sys/auth");
  const accessor = pickText(mounts, "data", `${mount}/`, "accessor");
  const keys =
    "jwksUrl" in options.keys ? { jwks_url: options.keys.jwksUrl } : { jwt_validation_pubkeys: options.keys };
  await bao.must("POST", `auth/${mount}/config`, { ...keys, bound_issuer: options.issuer, default_role: role });
  await bao.must("POST", "sys/mounts/secrets", { type: "kv", options: { version: "1" } });
  await bao.must("POST", "sys/policies/acl/personal", { policy: personalPolicy(accessor) });
  await bao.must("POST", `auth/${mount}/role/${role}`, {
    role_type: "jwt",
    user_claim: "sub",
    ...(options.audience === undefined
      ? { bound_claims: { iss: options.issuer } }
      : { bound_audiences: [options.audience] }),
    token_policies: options.policies ?? ["personal"],
    token_ttl: options.tokenTtl ?? 3600,
    token_max_ttl: options.tokenMaxTtl ?? 86_400,
  });
  return accessor;
}

/** A token with the given policy text (HCL), for example to try what somebody without rights sees. */
export async function tokenWithPolicy(
  bao: Pick<OpenBao, "must">,
  name: string,
  policy: string,
  more: Readonly<Record<string, unknown>> = {},
): Promise<{ token: string; accessor: string }> {
  await bao.must("POST", `sys/policies/acl/${name}`, { policy });
  const reply = await bao.must("POST", "auth/token/create", { policies: [name], no_parent: true, ...more });
  return { token: pickText(reply, "auth", "client_token"), accessor: pickText(reply, "auth", "accessor") };
}
