import { LOCAL } from "../../core/connections/connections.ts";
import { profilesFromEnvironment } from "../../core/connections/profiles-from-environment.ts";
import { ExpectedError } from "../../core/errors.ts";
import { looksLikeReference } from "../../core/references/reference.ts";
import type { CallOptions } from "../../core/vault/client.ts";
import type { CommandContext } from "../command.ts";
import { followFolder, shownPath } from "../place.ts";
import type { Services } from "../services.ts";
import type { Known } from "./complete.ts";

/** A person waits for the key to answer. */
const LIMIT_MS = 2000;

/** What nobody can offer is nothing to complain about while somebody types. */
async function orNothing(look: () => Promise<readonly string[]>): Promise<readonly string[]> {
  try {
    return await look();
  } catch (error) {
    if (error instanceof ExpectedError) return [];
    throw error;
  }
}

/** A token of the environment or of another program's file may have counted uses, which typing must not spend. */
function isGivenToken({ env }: CommandContext, { connections }: Services, server: string): boolean {
  const profile = connections.profiles().find(({ name }) => name === server);
  return profile?.signIn.kind === "token-file" || profilesFromEnvironment(env).tokens.has(server);
}

async function mounts({ connections }: Services, server: string, options: CallOptions): Promise<readonly string[]> {
  const client = await connections.client(server, options.signal);
  return (await client.mounts(options)).map(({ mount }) => `${mount}/`);
}

/** The folder's names, each with what is typed before it. */
async function namesIn(context: CommandContext, folder: string, options: CallOptions): Promise<readonly string[]> {
  const { client, at } = await followFolder(context, folder, options);
  const encode = looksLikeReference(folder) ? encodeURIComponent : (name: string): string => name;
  const start = folder === "" ? shownPath(at) : folder;
  const entries = await client.list(at, options);
  return entries.map(({ name, kind }) => `${start}${encode(name)}${kind === "folder" ? "/" : ""}`);
}

/** Servers, and paths where they can be had without asking for a passphrase. */
export function knownPlaces(context: CommandContext): Known {
  async function look(typed: string, named: string | undefined): Promise<readonly string[]> {
    const services = await context.services();
    const { connections, localVault } = services;
    const [, referenced] = /^vault:\/\/(?<server>[^/]+)\//u.exec(typed) ?? [];
    if (looksLikeReference(typed) && referenced === undefined)
      return [LOCAL, ...connections.profiles().map(({ name }) => name)].map((name) => `vault://${name}/`);
    const server = referenced ?? named ?? services.server;
    if (isGivenToken(context, services, server) || !(await localVault.openQuietly())) return [];
    const signal = AbortSignal.any([context.signal, AbortSignal.timeout(LIMIT_MS)]);
    const options = { signal, audit: services.audit("completion") };
    const start = referenced === undefined ? "" : `vault://${referenced}/`;
    const folder = typed.slice(0, typed.lastIndexOf("/") + 1);
    if (folder === start) return (await mounts(services, server, options)).map((mount) => `${start}${mount}`);
    return namesIn({ ...context, services: async () => ({ ...services, server }) }, folder, options);
  }

  return {
    servers: () => orNothing(async () => (await context.services()).connections.profiles().map(({ name }) => name)),
    paths: (typed, server) => orNothing(() => look(typed, server)),
  };
}
