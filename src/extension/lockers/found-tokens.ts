import type * as vscode from "vscode";
import type { Finding } from "../../core/detection/finding.ts";
import { createLedger } from "../../core/lockers/create-ledger.ts";
import type { LedgerEntry } from "../../core/lockers/ledger.ts";
import { digestOf } from "../../core/lockers/locker-tokens.ts";
import { Secret } from "../../core/secrets/secret.ts";
import { findingRange } from "../editor/finding-range.ts";
import { lazy } from "../lazy.ts";
import type { Services } from "../services.ts";
import { keychainRecords } from "./keychain-records.ts";
import { lockerRecords } from "./locker-records.ts";

/** Tells which locker a token in a document opens. */
export interface FoundTokens {
  /** The locker of this computer that can still be revoked; undefined for any other token. Nobody is asked, no use is spent. */
  readonly lockerOf: (document: vscode.TextDocument, finding: Finding) => Promise<LedgerEntry | undefined>;
}

export function foundTokens(services: Services): FoundTokens {
  const ledger = lazy(() =>
    createLedger(
      lockerRecords(() => services.localVault(), keychainRecords(services.keychain)),
      services.clock,
    ),
  );
  return {
    lockerOf: async (document, finding) => {
      const digest = await digestOf(Secret.of(document.getText(findingRange(document, finding))));
      const entry = (await ledger().entries()).find(({ tokenDigest }) => tokenDigest === digest);
      return entry?.state === "live" || entry?.state === "misused" ? entry : undefined;
    },
  };
}
