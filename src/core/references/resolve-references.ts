import type { Connections } from "../connections/connections.ts";
import { ExpectedError, type Problem } from "../errors.ts";
import { mostSimilar } from "../text/most-similar.ts";
import type { CallOptions, VaultClient } from "../vault/client.ts";
import type { Field, SecretObject, SecretPath } from "../vault/types.ts";
import { secretPathOf, type Reference } from "./reference.ts";

/** What one reference came to: its value as stored, or why there is none. */
export type Resolved = { readonly field: Field } | { readonly problem: Problem };

/**
 * The values of `references`, in their order. Each secret is read once, however many of its keys are wanted, and all
 * are read at the same time. Never throws expected errors.
 */
export async function resolveReferences(
  references: readonly Reference[],
  connections: Connections,
  options: CallOptions,
): Promise<readonly Resolved[]> {
  const groups = new Map<string, Reference[]>();
  for (const reference of references) {
    const { server, mount, home, path, version } = reference;
    const id = JSON.stringify([server, mount, home, path, version]);
    groups.set(id, [...(groups.get(id) ?? []), reference]);
  }
  const results = new Map<Reference, Resolved>();
  await Promise.all(
    [...groups.values()].map(async (group) => {
      for (const [reference, resolved] of await readGroup(group, connections, options))
        results.set(reference, resolved);
    }),
  );
  return references.map((reference) => results.get(reference) ?? { problem: { code: "cancelled" } });
}

type Result = readonly [Reference, Resolved];

async function readGroup(
  group: readonly Reference[],
  connections: Connections,
  options: CallOptions,
): Promise<readonly Result[]> {
  const [first] = group;
  if (first === undefined) return [];
  try {
    const client = await connections.client(first.server, options.signal);
    const home = first.home ? await connections.home(first.server) : undefined;
    const at = secretPathOf(first, home);
    const object = await readSecret(client, at, first, withKeys(options, group));
    return group.map((reference) => [reference, pick(client.server, object, reference.key)]);
  } catch (error) {
    if (!(error instanceof ExpectedError)) throw error;
    const { problem } = error;
    return group.map((reference) => [reference, { problem }]);
  }
}

function withKeys(options: CallOptions, group: readonly Reference[]): CallOptions {
  return { ...options, audit: { ...options.audit, keys: group.map(({ key }) => key) } };
}

async function readSecret(
  client: VaultClient,
  at: SecretPath,
  { version }: Reference,
  options: CallOptions,
): Promise<SecretObject> {
  try {
    return await client.read(at, version === undefined ? options : { ...options, version });
  } catch (error) {
    if (!(error instanceof ExpectedError) || error.problem.code !== "not-found") throw error;
    const similar = error.problem.similar ?? (await similarPath(client, at, options));
    throw new ExpectedError({ ...error.problem, similar }, { cause: error });
  }
}

/** A secret beside the missing one with nearly its name. Its folder may not be listed: then there is no suggestion. */
async function similarPath(client: VaultClient, at: SecretPath, options: CallOptions): Promise<string | undefined> {
  const cut = at.path.lastIndexOf("/");
  const folder = at.path.slice(0, Math.max(0, cut));
  try {
    const entries = await client.list({ mount: at.mount, path: folder }, options);
    const names = entries.flatMap(({ name, kind }) => (kind === "secret" ? [name] : []));
    const similar = mostSimilar(at.path.slice(cut + 1), names);
    return similar === undefined ? undefined : [at.mount, folder, similar].filter((part) => part !== "").join("/");
  } catch (error) {
    if (error instanceof ExpectedError) return undefined;
    throw error;
  }
}

function pick(server: string, { at, fields }: SecretObject, key: string): Resolved {
  const field = fields.get(key);
  if (field !== undefined) return { field };
  const similar = mostSimilar(key, [...fields.keys()]);
  return { problem: { code: "key-not-found", server, path: `${at.mount}/${at.path}`, key, similar } };
}
