import type { AuditEvent } from "../audit/audit.ts";
import { ExpectedError } from "../errors.ts";
import { appendAudit, requireEvent } from "./audit-chain.ts";
import type { Sealing } from "./rows.ts";
import type { VaultStorage } from "./storage.ts";

/**
 * Lines of the access log for what changes nothing else: they are written together once the present turn of work is
 * over, or with the next change, whichever comes first. A process that is killed loses those of that one turn.
 */
export interface ReadLog {
  /** Throws for what is no event, which would stay in the way of the others. */
  readonly add: (event: AuditEvent) => void;
  /** The lines that wait; a transaction that writes takes them along and calls `written` when it is done. */
  readonly waiting: () => readonly AuditEvent[];
  readonly written: (events: readonly AuditEvent[]) => void;
  /** Writes what waits. Throws what the storage throws; the lines go on waiting then. */
  readonly flush: () => void;
}

/** So many wait at most before they are written at once. */
const MOST = 64;

export interface ReadLogParts {
  readonly storage: VaultStorage;
  readonly sealing: Sealing;
  /** Runs work after the present turn. */
  readonly later: (work: () => void) => void;
}

export function createReadLog({ storage, sealing, later }: ReadLogParts): ReadLog {
  let waiting: readonly AuditEvent[] = [];
  let due = false;
  const written = (events: readonly AuditEvent[]) => {
    waiting = waiting.slice(events.length);
  };
  const flush = () => {
    const events = waiting;
    if (events.length === 0) return;
    storage.writeRelaxed((store) => appendAudit(store, sealing, events));
    written(events);
  };
  const flushLater = () => {
    due = false;
    try {
      flush();
    } catch (error) {
      // Nobody waits for this: a full disk or a busy file is told by the next request that has to write.
      if (!(error instanceof ExpectedError)) throw error;
    }
  };
  return {
    waiting: () => waiting,
    written,
    flush,
    add: (event) => {
      requireEvent(event);
      waiting = [...waiting, event];
      if (waiting.length >= MOST) {
        flush();
      } else if (!due) {
        due = true;
        later(flushLater);
      }
    },
  };
}
