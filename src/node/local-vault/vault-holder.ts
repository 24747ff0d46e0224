import { toBase64Url, toHex } from "../../core/crypto/bytes.ts";
import { makeSlot } from "../../core/crypto/key-slot.ts";
import type { Primitives, ScryptCost } from "../../core/crypto/primitives.ts";
import { ExpectedError } from "../../core/errors.ts";
import type { BackupCounts } from "../../core/local-vault/backup/counts.ts";
import type { Comparison } from "../../core/local-vault/backup/restore-items.ts";
import type { BackupFile, BackupOrder, Opening, RestoreOrder, VaultState } from "../../core/local-vault/local-vault.ts";
import { type KeyParts, makeVault, openDataKey } from "../../core/local-vault/open-vault.ts";
import { decodePath } from "../../core/local-vault/request.ts";
import type { Clock, Random } from "../../core/ports.ts";
import { Secret } from "../../core/secrets/secret.ts";
import type { VaultReply, VaultRequest } from "../../core/transport/transport.ts";
import { type OpenVault, openVault } from "./open-vault.ts";
import { nodePrimitives, systemClock, systemRandom } from "./primitives.ts";
import { backUp, compareBackup, restoreBackup, type WholeVault } from "./backup/vault-backup.ts";
import { openVaultFile } from "./vault-file.ts";

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
  readonly backUp: (order: BackupOrder) => BackupCounts;
  readonly compareBackup: (backup: BackupFile) => Comparison;
  readonly restore: (order: RestoreOrder) => Comparison;
  readonly close: () => void;
}

export function vaultHolder(parts: LocalVaultParts): VaultHolder {
  const { file, clock = systemClock } = parts;
  const keyParts = { primitives: nodePrimitives, random: systemRandom, ...parts };
  let open: OpenVault | undefined;
  const state = (): VaultState => {
    if (open) return "open";
    return withHeader(file, () => true) === undefined ? "absent" : "locked";
  };
  const current = (): OpenVault => {
    if (open) return open;
    throw new ExpectedError({ code: state() === "absent" ? "vault-absent" : "locked" });
  };
  const whole = (): WholeVault => ({ ...keyParts, ...current(), file, clock });
  const close = () => {
    const was = open;
    open = undefined;
    was?.close();
  };
  return {
    state,
    current,
    close,
    request: (request) => {
      const reply = current().request(request);
      if (decodePath(request.path) === "sys/seal" && reply.status === 204) close();
      return reply;
    },
    create: (opening) => {
      if (state() !== "absent") throw new ExpectedError({ code: "vault-exists", file });
      const opened = created(file, opening, { ...keyParts, clock });
      close();
      open = opened;
    },
    unlock: (opening) => {
      const opened = unlocked(file, opening, { ...keyParts, clock });
      close();
      open = opened;
    },
    backUp: (order) => backUp(whole(), order),
    compareBackup: (backup) =>
      compareBackup(state() === "absent" ? undefined : current(), backup, { ...keyParts, clock }),
    restore: (order) => restoreBackup(whole(), order),
    addSlot: () => newHostSlot(current(), keyParts),
    vaultId: () => (open ? toHex(open.vaultId) : withHeader(file, ({ vaultId }) => toHex(vaultId))),
  };
}

function created(file: string, opening: Creating, parts: KeyParts & { readonly clock: Clock }): OpenVault {
  const storage = openVaultFile(file, { make: true });
  try {
    const made = storage && makeVault(storage, opening, parts);
    if (!storage || !made) throw new ExpectedError({ code: "vault-exists", file });
    return openVault(storage, { ...parts, ...made });
  } catch (error) {
    storage?.close();
    throw error;
  }
}

function unlocked(file: string, opening: Opening, parts: KeyParts & { readonly clock: Clock }): OpenVault {
  const storage = openVaultFile(file, { make: false });
  try {
    const header = storage?.header();
    if (!storage || !header) throw new ExpectedError({ code: "vault-absent" });
    return openVault(storage, { ...parts, header, dataKey: openDataKey(header, opening, parts) });
  } catch (error) {
    storage?.close();
    throw error;
  }
}

function newHostSlot({ storage, vaultId, dataKey }: OpenVault, { primitives, random }: KeyParts) {
  const secret = Uint8Array.from(random.bytes(32));
  const slot = makeSlot({ vaultId, kind: "host", secret, dataKey, cost: undefined }, primitives, random);
  storage.addSlot(slot);
  const key = Secret.of(toBase64Url(secret));
  secret.fill(0);
  return { vault: toHex(vaultId), slot: toBase64Url(slot.id), key };
}

function withHeader<T>(file: string, use: (header: { readonly vaultId: Uint8Array }) => T): T | undefined {
  const storage = openVaultFile(file, { make: false });
  try {
    const header = storage?.header();
    return header && use(header);
  } finally {
    storage?.close();
  }
}
