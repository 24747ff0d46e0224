/**
 * Takes axios' place in our bundles (alias in esbuild.mjs): node-vault asks for `axios.create` only where no transport
 * is injected, which `node-vault.ts` always does. Throws when called.
 */
export function create(): never {
  throw new Error("axios is not part of Lockers");
}
