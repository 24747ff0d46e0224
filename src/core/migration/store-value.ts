import { ExpectedError, problemCode } from "../errors.ts";
import type { Secret } from "../secrets/secret.ts";
import type { CallOptions, VaultClient } from "../vault/client.ts";
import type { Field, SecretData, SecretObject, SecretPath } from "../vault/types.ts";

/** Where a value goes. */
export interface ValuePlace {
  readonly at: SecretPath;
  readonly key: string;
}

/** What storing did, kept for taking it back. */
export interface Stored extends ValuePlace {
  /** True: the key held this value already, and nothing was written. */
  readonly reused: boolean;
  /** Version we wrote; undefined on KV v1 and where nothing was written. */
  readonly version: number | undefined;
  /** The object before, undefined where there was none. */
  readonly before: SecretObject | undefined;
  readonly data: SecretData;
}

/**
 * Adds one key to a secret, with check-and-set where the server has it. Throws `conflict` where the key holds another
 * value or somebody else wrote meanwhile, and what reading and writing throw; `outcome-unknown` means that it may be there.
 */
export async function storeValue(
  client: VaultClient,
  { at, key }: ValuePlace,
  value: Secret,
  options: CallOptions,
): Promise<Stored> {
  const { before, cas } = await readBefore(client, at, options);
  const held = before?.fields.get(key);
  if (held !== undefined && !sameField(held, { value, json: false })) {
    throw new ExpectedError({ code: "conflict", server: client.server, path: `${at.mount}/${at.path}` });
  }
  const data = new Map(before?.fields);
  if (held !== undefined) return { at, key, reused: true, version: undefined, before, data };
  data.set(key, { value, json: false });
  const { version } = await client.write(at, data, cas === undefined ? options : { ...options, cas });
  return { at, key, reused: false, version, before, data };
}

/**
 * The same where the value must be there already: nothing is ever written. Throws `key-not-found`, `conflict` where the
 * key holds another value, and what reading throws.
 */
export async function findValue(
  client: VaultClient,
  { at, key }: ValuePlace,
  value: Secret,
  options: CallOptions,
): Promise<Stored> {
  const before = await client.read(at, options);
  const path = `${at.mount}/${at.path}`;
  const held = before.fields.get(key);
  if (held === undefined) {
    throw new ExpectedError({ code: "key-not-found", server: client.server, path, key, similar: undefined });
  }
  if (!sameField(held, { value, json: false })) {
    throw new ExpectedError({ code: "conflict", server: client.server, path });
  }
  return { at, key, reused: true, version: undefined, before, data: new Map(before.fields) };
}

/** What became of a value: `expires` where the server is going to delete it by itself. */
export type Kept = "kept" | "other" | "expires";

/** Says whether the vault gives the value back as it was stored, and is going to go on. Throws what reading throws. */
export async function keptValue(
  client: VaultClient,
  stored: Stored,
  value: Secret,
  options: CallOptions,
): Promise<Kept> {
  const object = stored.reused ? stored.before : await readStored(client, stored, options);
  const held = object?.fields.get(stored.key);
  if (held === undefined || !sameField(held, { value, json: false })) return "other";
  return object?.expires === undefined ? "kept" : "expires";
}

async function readStored(client: VaultClient, { at, version }: Stored, options: CallOptions): Promise<SecretObject> {
  return client.read(at, version === undefined ? options : { ...options, version });
}

/**
 * Takes back what `storeValue` wrote, but only while the vault holds exactly that (KV v2: our version is the current
 * one, or one that taking back a later value of the same secret has written; KV v1: a path we made, unchanged). True
 * where nothing of ours is left; false where it was kept. Does not throw expected errors: what cannot be known is kept.
 *
 * @param restored the versions that taking back has written, added to here
 */
export async function removeStored(
  client: VaultClient,
  stored: Stored,
  restored: Set<string>,
  options: CallOptions,
): Promise<boolean> {
  if (stored.reused) return true;
  try {
    return await remove(client, stored, restored, options);
  } catch (error) {
    if (problemCode(error) === undefined) throw error;
    return false;
  }
}

async function remove(
  client: VaultClient,
  stored: Stored,
  restored: Set<string>,
  options: CallOptions,
): Promise<boolean> {
  const { at, before, version, data } = stored;
  const current = await client.read(at, options);
  if (version === undefined) return removePath(client, stored, current, options);
  const now = current.version ?? version;
  const idOf = (number: number | undefined): string => JSON.stringify([client.server, at.mount, at.path, number]);
  if (now !== version && !(restored.has(idOf(now)) && sameData(current.fields, data))) return false;
  // Check-and-set makes the way back safe against a writer in between; destroying names versions of ours alone.
  if (before !== undefined) {
    const written = await client.write(at, before.fields, { ...options, cas: now });
    restored.add(idOf(written.version));
  }
  await client.destroy(at, [...new Set([version, now])], options);
  return true;
}

/** Where there are no versions: only a path that we made. */
async function removePath(
  client: VaultClient,
  { at, before, data }: Stored,
  { fields }: SecretObject,
  options: CallOptions,
): Promise<boolean> {
  if (before !== undefined || !sameData(fields, data)) return false;
  await client.remove(at, options);
  return true;
}

interface Before {
  readonly before: SecretObject | undefined;
  readonly cas: number | undefined;
}

async function readBefore(client: VaultClient, at: SecretPath, options: CallOptions): Promise<Before> {
  try {
    const before = await client.read(at, options);
    return { before, cas: before.version };
  } catch (error) {
    if (!(error instanceof ExpectedError)) throw error;
    if (error.problem.code === "not-found") return { before: undefined, cas: 0 };
    if (error.problem.code === "version-gone") return { before: undefined, cas: error.problem.version };
    throw error;
  }
}

function sameData(left: SecretData, right: SecretData): boolean {
  return (
    left.size === right.size &&
    [...left].every(([key, field]) => {
      const other = right.get(key);
      return other !== undefined && sameField(field, other);
    })
  );
}

function sameField(left: Field, right: Field): boolean {
  return left.json === right.json && left.value.equals(right.value);
}
