import { parseEvent } from "../../core/local-vault/audit-note.ts";
import type { SlotKind } from "../../core/crypto/key-slot.ts";
import type { LocalVaultKeeper, VaultState } from "../../core/local-vault/local-vault.ts";
import { list, number, type Parser, record, shape, text } from "../../core/local-vault/note.ts";
import { Secret } from "../../core/secrets/secret.ts";
import { workerChannel } from "./worker-channel.ts";
import { openingToWire, orderToWire, replyFromWire, requestToWire, type WireReply } from "./wire.ts";

export interface WorkerVaultParts {
  /** Absolute path of the vault. */
  readonly file: string;
  /** The worker's bundle (`src/node/local-vault/worker.ts`). */
  readonly worker: string | URL;
}

const slot = shape({ vault: text, slot: text, key: text });
const counts = shape({ secrets: number, olderVersions: number, lockers: number });
const comparison = shape({ added: list(text), same: number, conflicts: list(text), lockers: number });
const slotKind: Parser<SlotKind> = (value) => (value === "passphrase" || value === "recovery-key" ? value : "host");
const optionalText: Parser<string | undefined> = (value) => (value === undefined ? undefined : text(value));
const reply = shape<WireReply>({ status: number, json: optionalText, headers: record(text) });
const optionalNumber: Parser<number | undefined> = (value) => (value === undefined ? undefined : number(value));
const state: Parser<VaultState> = (value) => (value === "open" || value === "locked" ? value : "absent");

/**
 * The local vault in a thread of its own, which starts with the first call. `close` locks it and ends the thread; a
 * later call starts another, locked one.
 */
export function openLocalVaultInWorker({ file, worker }: WorkerVaultParts): LocalVaultKeeper {
  const channel = workerChannel(worker, { file });
  const { ask } = channel;
  return {
    file,
    state: async () => state(await ask({ on: "file", op: "state" })),
    create: async (opening) => void (await ask({ on: "file", op: "create", opening: openingToWire(opening) })),
    unlock: async (opening) => void (await ask({ on: "file", op: "unlock", opening: openingToWire(opening) })),
    lock: async () => void (await ask({ on: "file", op: "lock" })),
    addSlot: async () => {
      const made = slot(await ask({ on: "file", op: "addSlot" }));
      return { ...made, key: Secret.of(made.key) };
    },
    vaultId: async () => optionalText(await ask({ on: "file", op: "vaultId" })),
    request: async (request) =>
      replyFromWire(reply(await ask({ on: "file", op: "request", request: requestToWire(request) }))),
    ownerToken: async () => Secret.of(text(await ask({ on: "vault", op: "ownerToken" }))),
    records: {
      read: (name) => ask({ on: "vault", op: "read", name }),
      write: async (name, note) => void (await ask({ on: "vault", op: "write", name, note })),
      remove: async (name) => void (await ask({ on: "vault", op: "remove", name })),
      names: async (name) => list(text)(await ask({ on: "vault", op: "names", name })),
    },
    recordAudit: async (event) => void (await ask({ on: "vault", op: "recordAudit", event })),
    auditEvents: async (limit) => list(parseEvent)(await ask({ on: "vault", op: "auditEvents", limit })),
    auditProblem: async () => optionalNumber(await ask({ on: "vault", op: "auditProblem" })),
    slotKinds: async () => list(slotKind)(await ask({ on: "keys", op: "slotKinds" })),
    changePassphrase: async (passphrase) => {
      await ask({ on: "keys", op: "changePassphrase", opening: openingToWire({ kind: "passphrase", passphrase }) });
    },
    addRecoveryKey: async (proof) =>
      Secret.of(text(await ask({ on: "keys", op: "addRecoveryKey", opening: openingToWire(proof) }))),
    dropOtherRecoveryKeys: async (key) => {
      await ask({ on: "keys", op: "dropOtherRecoveryKeys", opening: openingToWire({ kind: "recovery-key", key }) });
    },
    rotateDataKey: async () => void (await ask({ on: "keys", op: "rotateDataKey" })),
    backUp: async (order) => counts(await ask({ on: "backup", op: "backUp", order: orderToWire(order) })),
    compareBackup: async (order) => comparison(await ask({ on: "backup", op: "compare", order: orderToWire(order) })),
    restore: async (order) => comparison(await ask({ on: "backup", op: "restore", order: orderToWire(order) })),
    close: () => channel.end({ on: "file", op: "lock" }),
  };
}
