import type { Random } from "../ports.ts";
import { concat, utf8 } from "./bytes.ts";
import type { Primitives, ScryptCost } from "./primitives.ts";
import { unseal } from "./seal.ts";
import { isBox, makeBox, openBox, refillBox } from "./slot-box.ts";

export type SlotKind = "passphrase" | "recovery-key" | "host";

/** A vault's data key wrapped for one way to open it. Nothing in it is secret. */
export interface KeySlot {
  /** 16 random bytes. */
  readonly id: Uint8Array;
  readonly kind: SlotKind;
  /** How the wrapping key comes from what a person types; a host's key is random and needs none. */
  readonly stretch: { readonly salt: Uint8Array; readonly cost: ScryptCost } | undefined;
  readonly wrapped: Uint8Array;
}

/** 128 MiB and about 0.3 s. */
export const SCRYPT_COST: ScryptCost = { N: 2 ** 17, r: 8, p: 1 };

/** Files come from anywhere: a cost beyond this is an attack on memory, not a slot of ours. */
const MOST = 2 ** 20;

function associated(vaultId: Uint8Array, slot: Pick<KeySlot, "id" | "kind" | "stretch">): Uint8Array {
  const { stretch } = slot;
  const how = stretch === undefined ? "none" : `scrypt,${stretch.cost.N},${stretch.cost.r},${stretch.cost.p}`;
  return concat(utf8(`lockers/slot/1/${slot.kind}/${how}/`), vaultId, slot.id, stretch?.salt ?? new Uint8Array());
}

function stretched(secret: Uint8Array, slot: Pick<KeySlot, "stretch">, primitives: Primitives): Uint8Array {
  if (slot.stretch === undefined) return Uint8Array.from(secret);
  const { salt, cost } = slot.stretch;
  if (cost.N * cost.r * cost.p > MOST * 8) throw new RangeError("scrypt cost out of bounds");
  return primitives.scrypt(secret, salt, cost);
}

/** What a new slot is made of. `secret`: UTF-8 of a passphrase or recovery key, or a host's 32 random bytes. */
export interface SlotOrder {
  readonly vaultId: Uint8Array;
  readonly kind: SlotKind;
  readonly secret: Uint8Array;
  readonly dataKey: Uint8Array;
  /** Undefined for a host's key. */
  readonly cost: ScryptCost | undefined;
  /** The id of a slot that this one takes the place of. */
  readonly id?: Uint8Array;
}

/** Wraps the data key in a new slot. */
export function makeSlot(order: SlotOrder, primitives: Primitives, random: Random): KeySlot {
  const { vaultId, kind, secret, dataKey, cost } = order;
  const stretch = cost === undefined ? undefined : { salt: random.bytes(16), cost };
  const slot = { id: order.id ?? random.bytes(16), kind, stretch };
  const key = stretched(secret, slot, primitives);
  const wrapped = makeBox({ bound: associated(vaultId, slot), primitives }, key, dataKey, random);
  key.fill(0);
  return { ...slot, wrapped };
}

/** True for a slot of the first form, which cannot be given another data key without its secret. */
export function isFixed({ wrapped }: KeySlot): boolean {
  return !isBox(wrapped);
}

/** The data key (32 bytes, the caller overwrites it). Throws `SealBroken` where `secret` is not the slot's. */
export function openSlot(vaultId: Uint8Array, slot: KeySlot, secret: Uint8Array, primitives: Primitives): Uint8Array {
  const key = stretched(secret, slot, primitives);
  const bound = associated(vaultId, slot);
  try {
    return isFixed(slot) ? unseal(key, bound, slot.wrapped) : openBox({ bound, primitives }, slot.wrapped, key);
  } finally {
    key.fill(0);
  }
}

/** The slot with another data key in it; what opened it opens it still. Throws `SealBroken` where it did not hold `before`. */
export function refillSlot(
  { vaultId, slot }: { readonly vaultId: Uint8Array; readonly slot: KeySlot },
  keys: { readonly before: Uint8Array; readonly after: Uint8Array },
  primitives: Primitives,
  random: Random,
): KeySlot {
  const setting = { bound: associated(vaultId, slot), primitives };
  return { ...slot, wrapped: refillBox(setting, slot.wrapped, keys, random) };
}
