import type { AuditEvent } from "../../core/audit/audit.ts";
import { appendAudit, readAudit, verifyAudit } from "../../core/local-vault/audit-chain.ts";
import { pruneAudit } from "../../core/local-vault/audit-prune.ts";
import { createEngine } from "../../core/local-vault/engine.ts";
import { ExpectedError, problemCode } from "../../core/errors.ts";
import type { VaultFile, VaultHeader } from "../../core/local-vault/header.ts";
import { openSealing } from "../../core/local-vault/index-keys.ts";
import type { KeyParts } from "../../core/local-vault/open-vault.ts";
import { createOwner, type Owner } from "../../core/local-vault/owner.ts";
import { readRows, type Sealing, writeRows } from "../../core/local-vault/rows.ts";
import { readRecord, recordNames, removeRecord, writeRecord } from "../../core/local-vault/sealed-records.ts";
import { endToken, findToken } from "../../core/local-vault/tokens.ts";
import type { Clock } from "../../core/ports.ts";
import type { VaultReply, VaultRequest } from "../../core/transport/transport.ts";

/** A vault while its keys are in memory. `close` overwrites them. */
export interface OpenVault {
  readonly storage: VaultFile;
  readonly sealing: Sealing;
  readonly vaultId: Uint8Array;
  readonly dataKey: Uint8Array;
  readonly ownerId: string;
  request(request: VaultRequest): VaultReply;
  readonly records: {
    read(name: string): unknown;
    write(name: string, note: unknown): void;
    remove(name: string): void;
    names(prefix: string): readonly string[];
  };
  recordAudit(event: AuditEvent): void;
  auditEvents(limit: number): readonly AuditEvent[];
  auditProblem(): number | undefined;
  /** Writes what waits and takes this process' own token out of the file. */
  finish(): void;
  close(): void;
}

interface Parts extends KeyParts {
  readonly header: VaultHeader;
  readonly dataKey: Uint8Array;
  readonly clock: Clock;
}

const SWEEP_MS = 15_000;
const PRUNE_MS = 600_000;

/** Starts work on an open file with its data key, and clears away what has ended. */
export function openVault(storage: VaultFile, parts: Parts): OpenVault {
  const { header, dataKey, clock } = parts;
  storage.pin(header.generation);
  const sealing = storage.read((store) => openSealing(store, header.vaultId, dataKey, parts));
  const owner = createOwner(sealing, clock);
  const engine = createEngine({ storage, sealing, clock, owner });
  engine.sweep();
  const sweeping = setInterval(() => quietly(() => engine.sweep()), SWEEP_MS).unref();
  const prune = () => quietly(() => pruneAudit(storage, sealing, clock.now()));
  const pruning = setInterval(prune, PRUNE_MS).unref();
  prune();
  const finish = () => endOwner(storage, sealing, owner);
  return {
    storage,
    sealing,
    vaultId: header.vaultId,
    dataKey,
    ownerId: owner.id,
    request: (request) => engine.handle(request),
    records: {
      read: (name) => storage.read((store) => readRecord(readRows(store, sealing), name)),
      write: (name, note) => storage.write((store) => writeRecord(writeRows(store, sealing), name, note)),
      remove: (name) => storage.write((store) => removeRecord(writeRows(store, sealing), name)),
      names: (prefix) => storage.read((store) => recordNames(readRows(store, sealing), prefix)),
    },
    finish,
    recordAudit: (event) => storage.writeRelaxed((store) => appendAudit(store, sealing, [event])),
    auditEvents: (limit) => storage.read((store) => readAudit(store, sealing, limit)),
    auditProblem: () => storage.read((store) => verifyAudit(store, sealing)),
    close: () => {
      clearInterval(sweeping);
      clearInterval(pruning);
      try {
        finish();
      } catch (error) {
        // The vault has another data key by now: what was left to do cannot be done with this one.
        if (problemCode(error) !== "locked") throw error;
      } finally {
        sealing.keys.wipe();
        dataKey.fill(0);
        storage.close();
      }
    },
  };
}

/** The owner's token leaves a trace in the file only where its cubbyhole had something. */
function endOwner(storage: VaultFile, sealing: Sealing, { key }: Pick<Owner, "key">): void {
  const left = storage.read((store) => findToken(readRows(store, sealing), key));
  if (left) storage.write((store) => endToken(writeRows(store, sealing), key));
}

/** Nobody waits for this: what could not be done now is done the next time. */
function quietly(work: () => void): void {
  try {
    work();
  } catch (error) {
    if (!(error instanceof ExpectedError)) throw error;
  }
}
