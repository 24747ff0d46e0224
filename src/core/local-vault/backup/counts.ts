import type { BackupItem } from "./items.ts";

/** What is in a backup. */
export interface BackupCounts {
  readonly secrets: number;
  /** Older versions of secrets, besides the newest ones. */
  readonly olderVersions: number;
  /** Lines of the ledger of lockers. */
  readonly lockers: number;
}

/** Counts items that go by; `counts` says what went by so far. */
export function counting(): { readonly count: (item: BackupItem) => void; readonly counts: () => BackupCounts } {
  const seen = { mount: 0, secret: 0, plain: 0, version: 0, locker: 0 };
  return {
    count: ({ kind }) => {
      seen[kind] += 1;
    },
    counts: () => ({ secrets: seen.secret + seen.plain, olderVersions: seen.version, lockers: seen.locker }),
  };
}
