import type { CallOptions, VaultClient } from "../vault/client.ts";
import type { SecretPath } from "../vault/types.ts";

/**
 * Makes what an older version holds the current one (KV v2), as a new version; nothing is lost. Gives its number. Throws
 * `version-gone`, `conflict` where somebody else wrote meanwhile, and what reading and writing throw.
 */
export async function restoreVersion(
  client: VaultClient,
  at: SecretPath,
  version: number,
  options: CallOptions,
): Promise<number | undefined> {
  const { current } = await client.versions(at, options);
  const { fields } = await client.read(at, { ...options, version });
  return (await client.write(at, fields, { ...options, cas: current })).version;
}
