import { utf8 } from "./bytes.ts";
import { createHmac, type Hmac } from "./hmac.ts";
import type { Primitives } from "./primitives.ts";

/** Keys derived from a vault's data key, one for each purpose, so that no two uses share one. */
export interface VaultKeys {
  /** 32 bytes: seals rows. */
  readonly seal: Uint8Array;
  /** Finds names. */
  readonly names: Hmac;
  /** Finds tokens and accessors. */
  readonly tokens: Hmac;
  /** Links the access log. */
  readonly audit: Hmac;
  /** Overwrites all of them. They are of no use afterwards. */
  wipe(): void;
}

/** Derives with one step of HKDF-Expand (RFC 5869) for each label. `dataKey`: 32 random bytes. */
export function deriveVaultKeys(dataKey: Uint8Array, primitives: Pick<Primitives, "sha256">): VaultKeys {
  const master = createHmac(dataKey, primitives);
  const derive = (label: string) => master.mac(utf8(`lockers/vault/1/${label}`), new Uint8Array([1]));
  const hmac = (label: string) => {
    const key = derive(label);
    const keyed = createHmac(key, primitives);
    key.fill(0);
    return keyed;
  };
  const keys = { seal: derive("seal"), names: hmac("names"), tokens: hmac("tokens"), audit: hmac("audit") };
  master.wipe();
  return {
    ...keys,
    wipe: () => {
      keys.seal.fill(0);
      for (const keyed of [keys.names, keys.tokens, keys.audit]) keyed.wipe();
    },
  };
}
