import { concat, utf8 } from "./bytes.ts";
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

/** The keys of a vault that find names and tokens: 64 bytes. They outlive the data key, since nobody knows the tokens they find. */
export function deriveIndexKeys(dataKey: Uint8Array, primitives: Pick<Primitives, "sha256">): Uint8Array {
  const parts = [derive(dataKey, "names", primitives), derive(dataKey, "tokens", primitives)];
  const index = concat(...parts);
  for (const part of parts) part.fill(0);
  return index;
}

/** The key that seals rows, alone; 32 bytes, the caller overwrites it. */
export function deriveSealKey(dataKey: Uint8Array, primitives: Pick<Primitives, "sha256">): Uint8Array {
  return derive(dataKey, "seal", primitives);
}

/** `dataKey`: 32 random bytes. `index`: the 64 bytes of `deriveIndexKeys`, of this or of an earlier data key; they are overwritten. */
export function deriveVaultKeys(
  dataKey: Uint8Array,
  primitives: Pick<Primitives, "sha256">,
  index: Uint8Array = deriveIndexKeys(dataKey, primitives),
): VaultKeys {
  const audit = derive(dataKey, "audit", primitives);
  const keys = {
    seal: derive(dataKey, "seal", primitives),
    names: createHmac(index.subarray(0, 32), primitives),
    tokens: createHmac(index.subarray(32), primitives),
    audit: createHmac(audit, primitives),
  };
  audit.fill(0);
  index.fill(0);
  return {
    ...keys,
    wipe: () => {
      keys.seal.fill(0);
      for (const keyed of [keys.names, keys.tokens, keys.audit]) keyed.wipe();
    },
  };
}

/** One step of HKDF-Expand (RFC 5869). */
function derive(dataKey: Uint8Array, label: string, primitives: Pick<Primitives, "sha256">): Uint8Array {
  const master = createHmac(dataKey, primitives);
  const key = master.mac(utf8(`lockers/vault/1/${label}`), new Uint8Array([1]));
  master.wipe();
  return key;
}
