import type { Random } from "../ports.ts";
import { concat, utf8 } from "./bytes.ts";
import { createHmac } from "./hmac.ts";
import type { Primitives } from "./primitives.ts";
import { seal, SealBroken, unseal } from "./seal.ts";

/**
 * A data key in a box that can be filled anew without the secret that opens it, so that a data key can be changed while
 * nobody types the recovery key and no other program's keychain is at hand.
 *
 * The opener's secret gives a key pair of Curve25519; whoever has the data key may put the next one in with the public
 * half. A random *lock* goes into the box's key as well. It is sealed twice, under the opener's secret and under the data
 * key: so nobody who never had either can put in a data key of their own, and the data key of before opens nothing.
 *
 *     0    1  form, 2
 *     1   32  public key
 *     33  72  lock, sealed under the opener's secret
 *    105  72  lock, sealed under the data key
 *    177  32  public key of this filling
 *    209  72  data key, sealed under the box's key
 */
const SIZE = 281;
const FORM = 2;

interface Parts {
  readonly publicKey: Uint8Array;
  readonly ownLock: Uint8Array;
  readonly vaultLock: Uint8Array;
  readonly filling: Uint8Array;
  readonly sealed: Uint8Array;
}

function partsOf(box: Uint8Array): Parts {
  const part = (from: number, length: number) => box.slice(from, from + length);
  return {
    publicKey: part(1, 32),
    ownLock: part(33, 72),
    vaultLock: part(105, 72),
    filling: part(177, 32),
    sealed: part(209, 72),
  };
}

export function isBox(bytes: Uint8Array): boolean {
  return bytes.length === SIZE && bytes[0] === FORM;
}

/** What a box is bound to besides its own parts, and what makes its keys. */
export interface BoxSetting {
  readonly bound: Uint8Array;
  readonly primitives: Primitives;
}

/** A new box. `secret`: the opener's 32 bytes; `dataKey`: 32 bytes. */
export function makeBox(setting: BoxSetting, secret: Uint8Array, dataKey: Uint8Array, random: Random): Uint8Array {
  const own = ownKeys(secret, setting);
  const publicKey = setting.primitives.x25519.publicKey(own.pair);
  const lock = Uint8Array.from(random.bytes(32));
  const ownLock = seal(own.seal, bound(setting, publicKey, "own"), lock, random);
  const box = fill(setting, { publicKey, ownLock, lock, dataKey }, random);
  for (const bytes of [own.pair, own.seal, lock]) bytes.fill(0);
  return box;
}

/** The data key; the caller overwrites it. Throws `SealBroken` where `secret` is not the box's. */
export function openBox(setting: BoxSetting, box: Uint8Array, secret: Uint8Array): Uint8Array {
  const { publicKey, ownLock, filling, sealed } = partsOf(box);
  const own = ownKeys(secret, setting);
  const lock = unseal(own.seal, bound(setting, publicKey, "own"), ownLock);
  const key = boxKey(setting, lock, { shared: sharedKey(setting, own.pair, filling), publicKey, filling });
  try {
    return unseal(key, bound(setting, publicKey, "key"), sealed);
  } finally {
    for (const bytes of [own.pair, own.seal, lock, key]) bytes.fill(0);
  }
}

/** The box with another data key in it. Throws `SealBroken` where `before` is not the one that is in it. */
export function refillBox(
  setting: BoxSetting,
  box: Uint8Array,
  { before, after }: { readonly before: Uint8Array; readonly after: Uint8Array },
  random: Random,
): Uint8Array {
  const { publicKey, ownLock, vaultLock } = partsOf(box);
  const key = vaultKey(before, setting);
  const lock = unseal(key, bound(setting, publicKey, "vault"), vaultLock);
  const filled = fill(setting, { publicKey, ownLock, lock, dataKey: after }, random);
  for (const bytes of [key, lock]) bytes.fill(0);
  return filled;
}

interface Content {
  readonly publicKey: Uint8Array;
  readonly ownLock: Uint8Array;
  readonly lock: Uint8Array;
  readonly dataKey: Uint8Array;
}

function fill(setting: BoxSetting, { publicKey, ownLock, lock, dataKey }: Content, random: Random): Uint8Array {
  const once = Uint8Array.from(random.bytes(32));
  const filling = setting.primitives.x25519.publicKey(once);
  const key = boxKey(setting, lock, { shared: sharedKey(setting, once, publicKey), publicKey, filling });
  const vault = vaultKey(dataKey, setting);
  const vaultLock = seal(vault, bound(setting, publicKey, "vault"), lock, random);
  const sealed = seal(key, bound(setting, publicKey, "key"), dataKey, random);
  for (const bytes of [once, key, vault]) bytes.fill(0);
  return concat(Uint8Array.of(FORM), publicKey, ownLock, vaultLock, filling, sealed);
}

function ownKeys(secret: Uint8Array, { primitives }: BoxSetting) {
  const master = createHmac(secret, primitives);
  const keys = { pair: master.mac(utf8("lockers/box/2/pair")), seal: master.mac(utf8("lockers/box/2/seal")) };
  master.wipe();
  return keys;
}

function vaultKey(dataKey: Uint8Array, { primitives }: BoxSetting): Uint8Array {
  const master = createHmac(dataKey, primitives);
  const key = master.mac(utf8("lockers/box/2/vault"));
  master.wipe();
  return key;
}

function sharedKey({ primitives }: BoxSetting, secret: Uint8Array, publicKey: Uint8Array): Uint8Array {
  try {
    return primitives.x25519.shared(secret, publicKey);
  } catch (cause) {
    throw new SealBroken("no key of the curve", { cause });
  }
}

function boxKey(
  { primitives }: BoxSetting,
  lock: Uint8Array,
  { shared, publicKey, filling }: Record<"shared" | "publicKey" | "filling", Uint8Array>,
): Uint8Array {
  const master = createHmac(lock, primitives);
  const key = master.mac(utf8("lockers/box/2/key"), shared, publicKey, filling);
  master.wipe();
  shared.fill(0);
  return key;
}

function bound(setting: BoxSetting, publicKey: Uint8Array, part: "own" | "vault" | "key"): Uint8Array {
  return concat(utf8(`lockers/box/2/${part}/`), setting.bound, publicKey);
}
