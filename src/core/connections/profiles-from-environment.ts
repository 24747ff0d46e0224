import { Secret } from "../secrets/secret.ts";
import { splitAddresses } from "../transport/addresses.ts";
import type { ServerProfile } from "./connections.ts";

export type Environment = Readonly<Record<string, string | undefined>>;

/** What environment variables say of servers. */
export interface EnvironmentServers {
  /** From `LOCKERS_SERVER_<NAME>_ADDR`; the name in lower case, `_` as `-`. */
  readonly profiles: readonly ServerProfile[];
  /** From `LOCKERS_ADDR` or `VAULT_ADDR`, named by its host and port; no reference can name it. */
  readonly anonymous: ServerProfile | undefined;
  /** Tokens by server name. */
  readonly tokens: ReadonlyMap<string, Secret>;
}

const VARIABLE = /^LOCKERS_SERVER_(?<name>.+)_(?:ADDR|TOKEN)$/u;

function nonEmpty(text: string | undefined): string | undefined {
  return text === undefined || text.trim() === "" ? undefined : text.trim();
}

/** As `bao` and `vault` have it: both, or the certificate with the key in one file. */
function clientCertificateOf(environment: Environment): Pick<ServerProfile, "clientCertificate"> {
  const certFile = nonEmpty(environment["VAULT_CLIENT_CERT"]);
  if (certFile === undefined) return {};
  const keyFile = nonEmpty(environment["VAULT_CLIENT_KEY"]) ?? certFile;
  return { clientCertificate: { kind: "pem", certFile, keyFile } };
}

function profileOf(name: string, addresses: readonly string[], environment: Environment): ServerProfile {
  return {
    name,
    addresses,
    signIn: { kind: "token" },
    namespace: nonEmpty(environment["VAULT_NAMESPACE"]),
    caFile: nonEmpty(environment["VAULT_CACERT"]),
    ...clientCertificateOf(environment),
    home: undefined,
  };
}

/** Host and port, which also stands for its address where it is the scheme's own. */
function hostOf(address: string | undefined): string {
  const url = new URL(address ?? "");
  return `${url.hostname}:${url.port || (url.protocol === "https:" ? "443" : "80")}`;
}

function anonymousOf(environment: Environment): ServerProfile | undefined {
  const text = nonEmpty(environment["LOCKERS_ADDR"]) ?? nonEmpty(environment["VAULT_ADDR"]);
  if (text === undefined) return undefined;
  const addresses = splitAddresses(text);
  return addresses.length === 0 ? undefined : profileOf(hostOf(addresses[0]), addresses, environment);
}

/**
 * The servers and tokens that environment variables define (design sections 5 and 6): `LOCKERS_SERVER_<NAME>_ADDR` and
 * `_TOKEN`, and one without a name by `LOCKERS_ADDR` or `VAULT_ADDR`, with `VAULT_TOKEN`, `VAULT_NAMESPACE`,
 * `VAULT_CACERT`, `VAULT_CLIENT_CERT` and `VAULT_CLIENT_KEY`. Named servers take namespace and files from nowhere: they may be other clusters. Throws `bad-input`
 * or `insecure-address` for an address that cannot be used.
 */
export function profilesFromEnvironment(environment: Environment): EnvironmentServers {
  const names = Object.keys(environment).flatMap((variable) => VARIABLE.exec(variable)?.groups?.["name"] ?? []);
  const tokens = new Map<string, Secret>();
  const profiles: ServerProfile[] = [];
  for (const variable of new Set(names)) {
    const name = variable.toLowerCase().replaceAll("_", "-");
    const address = nonEmpty(environment[`LOCKERS_SERVER_${variable}_ADDR`]);
    const token = nonEmpty(environment[`LOCKERS_SERVER_${variable}_TOKEN`]);
    if (address !== undefined) profiles.push(profileOf(name, splitAddresses(address), {}));
    if (token !== undefined) tokens.set(name, Secret.of(token));
  }
  const anonymous = anonymousOf(environment);
  const token = nonEmpty(environment["VAULT_TOKEN"]);
  if (anonymous !== undefined && token !== undefined) tokens.set(anonymous.name, Secret.of(token));
  return { profiles, anonymous, tokens };
}

/** Profiles of a person with those of the environment, which win: they are how a CI job says what it means. */
export function mergeProfiles(
  own: readonly ServerProfile[],
  environment: Pick<EnvironmentServers, "profiles" | "anonymous">,
): readonly ServerProfile[] {
  const added = [...environment.profiles, ...(environment.anonymous === undefined ? [] : [environment.anonymous])];
  const names = new Set(added.map((profile) => profile.name));
  return [...own.filter((profile) => !names.has(profile.name)), ...added];
}
