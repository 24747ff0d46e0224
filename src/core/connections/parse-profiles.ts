import { ExpectedError, type Problem } from "../errors.ts";
import { isObject, textAt, textsAt, type JsonObject } from "../json-shape.ts";
import { normalAddress } from "../transport/addresses.ts";
import { LOCAL, type ServerProfile } from "./connections.ts";
import { parseSignIn } from "./parse-sign-in.ts";

const NAME = /^[A-Za-z0-9][A-Za-z0-9._-]*$/u;

function bad(what: string, reason: string): ExpectedError {
  return new ExpectedError({ code: "bad-input", what, reason });
}

/** Throws `bad-input` for a name that cannot stand in a reference, or is `local`. */
export function checkServerName(name: string): void {
  if (name === LOCAL) throw bad(name, "this name is the vault on this computer");
  if (!NAME.test(name)) throw bad(name, "a name has letters, digits, dots, dashes and underscores only");
}

/** An optional text; empty counts as none, as settings editors leave it. */
function optional(from: JsonObject, name: string): string | undefined {
  const text = textAt(from, name)?.trim();
  return text === "" ? undefined : text;
}

/** `{ certFile, keyFile }` in PEM form (both may be one file), or `{ file }` in PKCS #12. Throws `bad-input`. */
function clientCertificateOf(value: unknown, server: string): Pick<ServerProfile, "clientCertificate"> {
  if (!isObject(value)) return {};
  const file = optional(value, "file");
  if (file !== undefined) return { clientCertificate: { kind: "pfx", file } };
  const certFile = optional(value, "certFile");
  if (certFile === undefined) throw bad(server, "its client certificate names no file");
  return { clientCertificate: { kind: "pem", certFile, keyFile: optional(value, "keyFile") ?? certFile } };
}

/**
 * One server as settings and `servers.json` have it: `{ name, addresses: [...] | address, signIn?, namespace?, caFile?,
 * clientCertificate?, home? }`. Throws `bad-input` or `insecure-address`, with the name where there is one.
 */
export function parseProfile(value: unknown): ServerProfile {
  if (!isObject(value)) throw bad("server", "it is not an object");
  const name = textAt(value, "name") ?? "";
  checkServerName(name);
  const single = textAt(value, "address");
  const addresses = single === undefined ? textsAt(value, "addresses") : [single];
  if (addresses.length === 0) throw bad(name, "it has no address");
  return {
    name,
    addresses: [...new Set(addresses.map((address) => normalAddress(address)))],
    signIn: parseSignIn(value["signIn"], name),
    namespace: optional(value, "namespace"),
    caFile: optional(value, "caFile"),
    ...clientCertificateOf(value["clientCertificate"], name),
    home: optional(value, "home"),
  };
}

/**
 * The servers of a list in settings, or of `{ "servers": [...] }` in a file. What cannot be used is left out and told
 * beside; of two with one name the first counts.
 */
export function parseProfiles(value: unknown): {
  readonly profiles: readonly ServerProfile[];
  readonly problems: readonly Problem[];
} {
  const list: unknown = isObject(value) ? value["servers"] : value;
  const profiles = new Map<string, ServerProfile>();
  const problems: Problem[] = [];
  for (const entry of Array.isArray(list) ? list : []) {
    try {
      const profile = parseProfile(entry);
      if (profiles.has(profile.name)) throw bad(profile.name, "there are two servers of this name");
      profiles.set(profile.name, profile);
    } catch (error) {
      if (!(error instanceof ExpectedError)) throw error;
      problems.push(error.problem);
    }
  }
  return { profiles: [...profiles.values()], problems };
}
