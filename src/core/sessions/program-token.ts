import type { CallOptions, IssuedToken, VaultClient } from "../vault/client.ts";

/**
 * A child of a session's token with the same rights, for a program that is not ours. It lives `seconds` at most, no
 * longer than the session's token does, and cannot be renewed. Throws `not-allowed` where the session may make none.
 */
export async function makeProgramToken(
  client: VaultClient,
  seconds: number,
  options: CallOptions,
): Promise<IssuedToken> {
  const { ttl: left } = await client.tokens.lookupSelf(options);
  const ttl = left === 0 ? seconds : Math.min(seconds, left);
  return client.tokens.create(
    { ttl, explicitMaxTtl: ttl, numUses: 0, renewable: false, displayName: "lockers-terminal" },
    options,
  );
}
