import { toBase64Url, toHex } from "../../core/crypto/bytes.ts";
import { makeSlot } from "../../core/crypto/key-slot.ts";
import type { Primitives, ScryptCost } from "../../core/crypto/primitives.ts";
import { ExpectedError, problemCode } from "../../core/errors.ts";
import type { VaultHeader } from "../../core/local-vault/header.ts";
import type { Opening, VaultState } from "../../core/local-vault/local-vault.ts";
import type { KeyParts } from "../../core/local-vault/open-vault.ts";
import { decodePath } from "../../core/local-vault/request.ts";
import type { Clock, Random } from "../../core/ports.ts";
import { Secret } from "../../core/secrets/secret.ts";
import type { VaultReply, VaultRequest } from "../../core/transport/transport.ts";
import { withDamage } from "./assess-damage.ts";
import { createIn, headerIn, reopenIn, unlockIn } from "./open-file.ts";
import type { OpenVault } from "./open-vault.ts";
import { nodePrimitives, systemClock, systemRandom } from "./primitives.ts";

export interface LocalVaultParts {
  /** Absolute path. */
  readonly file: string;
  readonly clock?: Clock;
  readonly random?: Random;
  readonly primitives?: Primitives;
  /** Only tests lower it. */
  readonly cost?: ScryptCost;
}

type Creating = Extract<Opening, { kind: "passphrase" | "recovery-key" }>;

/** Holds the vault of a file while it is open. The errors are those of `LocalVault`. */
export interface VaultHolder {
  readonly state: () => VaultState;
  readonly create: (opening: Creating) => void;
  readonly unlock: (opening: Opening) => void;
  readonly addSlot: () => { readonly vault: string; readonly slot: string; readonly key: Secret };
  readonly vaultId: () => string | undefined;
  /** The open vault. Throws `locked` or `vault-absent`. */
  readonly current: () => OpenVault;
  /** Answers one request; `sys/seal` locks afterwards. Throws as `current` does. */
  readonly request: (request: VaultRequest) => VaultReply;
  /** What the file tells without a key; undefined where there is no vault. */
  readonly header: () => VaultHeader | undefined;
  /** Opens it anew with a data key that is known. */
  readonly reopen: (dataKey: Uint8Array) => void;
  readonly parts: KeyParts & { readonly clock: Clock; readonly file: string };
  readonly close: () => void;
}

export function vaultHolder(parts: LocalVaultParts): VaultHolder {
  const { file } = parts;
  const keyParts = { primitives: nodePrimitives, random: systemRandom, clock: systemClock, ...parts };
  let open: OpenVault | undefined;
  /** One that got another data key by somebody else is closed: it has to be opened again. */
  const stillOpen = (): OpenVault | undefined => {
    if (open?.storage.isStale() === true) close();
    return open;
  };
  const state = (): VaultState => {
    if (stillOpen()) return "open";
    return headerIn(file) === undefined ? "absent" : "locked";
  };
  const current = (): OpenVault => {
    const opened = stillOpen();
    if (opened) return opened;
    throw new ExpectedError({ code: state() === "absent" ? "vault-absent" : "locked" });
  };
  const close = () => {
    const was = open;
    open = undefined;
    was?.close();
  };
  const hold = (opened: OpenVault) => {
    close();
    open = opened;
  };
  return {
    state,
    current,
    close,
    request: (request) => {
      // Whether somebody else changed the keys is told by the request's own transaction: asking before would cost each one more.
      const vault = open ?? current();
      const reply = withDamage(file, vault, () => whereLocked(close, () => vault.request(request)));
      if (decodePath(request.path) === "sys/seal" && reply.status === 204) close();
      return reply;
    },
    create: (opening) => {
      if (state() !== "absent") throw new ExpectedError({ code: "vault-exists", file });
      hold(createIn(file, opening, keyParts));
    },
    unlock: (opening) => hold(unlockIn(file, opening, keyParts)),
    reopen: (dataKey) => hold(reopenIn(file, dataKey, keyParts)),
    header: () => headerIn(file),
    parts: keyParts,
    addSlot: () => newHostSlot(current(), keyParts),
    vaultId: () => hexOf(open?.vaultId ?? headerIn(file)?.vaultId),
  };
}

function whereLocked<T>(close: () => void, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (problemCode(error) === "locked") close();
    throw error;
  }
}

function hexOf(vaultId: Uint8Array | undefined): string | undefined {
  return vaultId && toHex(vaultId);
}

function newHostSlot({ storage, vaultId, dataKey }: OpenVault, { primitives, random }: KeyParts) {
  const secret = Uint8Array.from(random.bytes(32));
  const slot = makeSlot({ vaultId, kind: "host", secret, dataKey, cost: undefined }, primitives, random);
  storage.changeSlots(() => ({ remove: [], add: [slot] }));
  const key = Secret.of(toBase64Url(secret));
  secret.fill(0);
  return { vault: toHex(vaultId), slot: toBase64Url(slot.id), key };
}
