import { ExpectedError } from "../../core/errors.ts";
import type { VaultClient } from "../../core/vault/client.ts";
import type { SecretHistory } from "../../core/vault/types.ts";
import { type KeyFacts, keyFacts } from "./key-facts.ts";
import { placeId, type SecretPlace } from "./place.ts";
import type { SecretFacts } from "./secret-facts.ts";
import type { TreeContext } from "./tree-context.ts";

/**
 * A secret's keys, and of what kind their values are; the values read with them are dropped at once. A deleted version has none, which is no
 * problem: its row says so. Throws `ExpectedError`s.
 */
export async function readKeys(
  { services, facts, search }: TreeContext,
  place: SecretPlace,
  signal: AbortSignal,
): Promise<readonly KeyFacts[]> {
  const keep = facts.begin(placeId(place));
  const client = await services.connections().client(place.server, signal);
  const looked = await look(client, place, signal);
  keep(looked.facts);
  const names = looked.keys.map(({ key }) => key);
  search.keysRead(place, names);
  return looked.keys;
}

async function look(
  client: VaultClient,
  place: SecretPlace,
  signal: AbortSignal,
): Promise<{ facts: SecretFacts; keys: readonly KeyFacts[] }> {
  try {
    const read = await client.read(place.at, { signal, audit: { who: "tree", why: "names of the keys" } });
    const facts = { version: read.version, created: read.created, gone: undefined };
    return { facts, keys: [...read.fields].map(([key, field]) => keyFacts(key, field)) };
  } catch (error) {
    if (!(error instanceof ExpectedError) || error.problem.code !== "version-gone") throw error;
    const { version, state } = error.problem;
    return { facts: { version, created: undefined, gone: state }, keys: [] };
  }
}

/** Reads what KV v2 tells of a secret without its values. Throws `ExpectedError`s. */
export async function learnFacts(
  { services, facts }: TreeContext,
  place: SecretPlace,
  signal: AbortSignal,
): Promise<void> {
  const keep = facts.begin(placeId(place));
  const client = await services.connections().client(place.server, signal);
  const history = await client.versions(place.at, { signal, audit: { who: "tree", why: "version and age" } });
  keep(factsOf(history, services.clock.now()));
}

function factsOf({ current, versions, customMetadata }: SecretHistory, now: number): SecretFacts {
  const latest = versions.find(({ version }) => version === current);
  const isHidden = latest?.deleted !== undefined && latest.deleted <= now;
  const gone = latest?.destroyed === true ? "destroyed" : isHidden ? "deleted" : undefined;
  return { version: current, created: latest?.created, gone, custom: customMetadata };
}
