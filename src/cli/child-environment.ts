import type { Variable } from "../core/references/resolve-mapping.ts";
import { opensVault } from "../node/launch/opening-variables.ts";

/** The environment of a program that is started with a mapping: ours, without what opens vaults, and the mapping's variables. */
export function childEnvironment(
  env: Readonly<Record<string, string | undefined>>,
  variables: readonly Variable[],
): Readonly<Record<string, string | undefined>> {
  const kept = Object.entries(env).filter(([name]) => !opensVault(name));
  return Object.fromEntries([...kept, ...variables.map(({ name, value }) => [name, value.reveal()] as const)]);
}
