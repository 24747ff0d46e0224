import { createLedger } from "../../core/lockers/create-ledger.ts";
import type { LockerParts } from "../../core/lockers/locker-parts.ts";
import { createLockerTokens } from "../../core/lockers/locker-tokens.ts";
import type { Services } from "../services.ts";
import { keychainRecords } from "./keychain-records.ts";
import { lockerRecords } from "./locker-records.ts";

/** What lockers are made, opened and ended with. They share what they know through the vault's and the keychain's records. */
export function lockerParts(services: Services): LockerParts {
  const { clock, random, keychain } = services;
  const records = lockerRecords(() => services.localVault(), keychainRecords(keychain));
  return {
    connections: services.connections(),
    ledger: createLedger(records, clock),
    tokens: createLockerTokens(records),
    clock,
    random,
    noteFailed: (error) => services.log.problem("ledger.failed", error),
  };
}
