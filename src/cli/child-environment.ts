import type { Variable } from "../core/references/resolve-mapping.ts";

// What opens the person's own vault and sessions is not for the programs they start.
const OURS = /^LOCKERS_(?:LOCAL_PASSPHRASE|SERVER_.*_TOKEN)$/i;

/** The environment of a program that is started with a mapping: ours, without what opens vaults, and the mapping's variables. */
export function childEnvironment(
  env: Readonly<Record<string, string | undefined>>,
  variables: readonly Variable[],
): Readonly<Record<string, string | undefined>> {
  const kept = Object.entries(env).filter(([name]) => !OURS.test(name));
  return Object.fromEntries([...kept, ...variables.map(({ name, value }) => [name, value.reveal()] as const)]);
}
