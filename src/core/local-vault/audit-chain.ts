import type { AuditEvent } from "../audit/audit.ts";
import { concat, equalBytes, fromBase64Url, fromUtf8, toBase64Url, utf8 } from "../crypto/bytes.ts";
import { seal, SealBroken, unseal } from "../crypto/seal.ts";
import { type Json, list, number, type Parser, shape, text } from "./note.ts";
import { AREA, lookupOf, readRows, type Sealing, sealedRow, type WritableRows } from "./rows.ts";
import type { ReadStore, StoredLink, StoredRow, WriteStore } from "./storage.ts";

const START = new Uint8Array(32);

/**
 * Adds lines to the access log, all of one transaction in one link. A link covers the one before, so that none can be
 * changed, moved or left out unseen. Throws what `requireEvent` throws.
 */
export function appendAudit(store: WriteStore, sealing: Sealing, events: readonly AuditEvent[]): void {
  if (events.length === 0) return;
  events.forEach((event) => requireEvent(event));
  const before = readHead(store, sealing) ?? afterGap(store);
  const sequence = before.sequence + 1;
  const plain = utf8(JSON.stringify(events.map((event) => asNote(event))));
  const sealed = seal(sealing.keys.seal, associated(sealing, sequence), plain, sealing.random);
  plain.fill(0);
  const link = linkOf(sealing, before.link, sequence, sealed);
  store.append({ sequence, sealed, link }, headRow(store, sealing, { sequence, link }));
}

/** Which link is the newest: without it, links could be taken off the end unseen. */
type Head = Pick<StoredLink, "sequence" | "link">;

const HEAD = { parent: AREA.control, kind: "control", name: "audit-head" } as const;

const headNote = shape({ sequence: number, link: text });

function asHead({ sequence, link }: Head): Json {
  return { sequence, link: toBase64Url(link) };
}

/** Notes in a new vault that its log is empty. */
export function beginAudit(rows: WritableRows): void {
  rows.put(HEAD, asHead({ sequence: 0, link: START }));
}

function readHead(store: ReadStore, sealing: Sealing): Head | undefined {
  const note = readRows(store, sealing).find(HEAD, headNote)?.note;
  return note && { sequence: note.sequence, link: fromBase64Url(note.link) ?? new Uint8Array() };
}

/** Where the head was taken away the log goes on, and one number is left out for good: the next check shows it. */
function afterGap(store: ReadStore): Head {
  const last = store.lastLink();
  return { sequence: (last?.sequence ?? 0) + 1, link: last?.link ?? START };
}

function headRow(store: ReadStore, sealing: Sealing, head: Head): StoredRow {
  const lookup = lookupOf(sealing, HEAD);
  const id = store.find(HEAD.parent, lookup)?.id ?? sealing.random.bytes(16);
  return sealedRow(sealing, { id, parent: HEAD.parent, lookup }, asHead(head));
}

/** The newest lines, newest first. */
export function readAudit(store: ReadStore, sealing: Sealing, limit: number): readonly AuditEvent[] {
  const events: AuditEvent[] = [];
  let before: number | undefined;
  while (events.length < limit) {
    const links = store.links(before, PAGE);
    for (const link of links) events.push(...readable(sealing, link).toReversed());
    before = links.at(-1)?.sequence;
    if (links.length < PAGE) break;
  }
  return events.slice(0, limit);
}

const PAGE = 200;

/** A link that somebody changed must not hide the others; that it was changed is for `verifyAudit` to say. */
function readable(sealing: Sealing, link: StoredLink): readonly AuditEvent[] {
  try {
    return open(sealing, link);
  } catch (error) {
    if (error instanceof SealBroken) return [];
    throw error;
  }
}

/**
 * The sequence of a link that does not fit the one before, of the oldest where earlier ones are missing, or of the
 * first that is missing at the end; undefined where the whole chain holds.
 */
export function verifyAudit(store: ReadStore, sealing: Sealing): number | undefined {
  return brokenLink(store, sealing) ?? missingEnd(store, sealing);
}

function missingEnd(store: ReadStore, sealing: Sealing): number | undefined {
  const head = readHead(store, sealing);
  const { sequence, link } = store.lastLink() ?? { sequence: 0, link: START };
  return head?.sequence === sequence && equalBytes(head.link, link) ? undefined : sequence + 1;
}

function brokenLink(store: ReadStore, sealing: Sealing): number | undefined {
  let before: number | undefined;
  let next: StoredLink | undefined;
  for (;;) {
    const page = store.links(before, 500);
    for (const link of page) {
      if (next && !fits(sealing, link, next)) return next.sequence;
      next = link;
    }
    if (next === undefined || page.length < 500) break;
    before = next.sequence;
  }
  if (next === undefined) return undefined;
  const first: StoredLink = { sequence: 0, sealed: new Uint8Array(), link: START };
  return fits(sealing, first, next) ? undefined : next.sequence;
}

function fits(sealing: Sealing, link: StoredLink, next: StoredLink): boolean {
  return (
    link.sequence + 1 === next.sequence && equalBytes(linkOf(sealing, link.link, next.sequence, next.sealed), next.link)
  );
}

function linkOf({ keys }: Sealing, before: Uint8Array, sequence: number, sealed: Uint8Array): Uint8Array {
  return keys.audit.mac(before, utf8(`${sequence}/`), sealed);
}

function associated({ vaultId }: Sealing, sequence: number): Uint8Array {
  return concat(utf8("lockers/audit/1/"), vaultId, utf8(String(sequence)));
}

function open(sealing: Sealing, link: StoredLink): readonly AuditEvent[] {
  const plain = unseal(sealing.keys.seal, associated(sealing, link.sequence), link.sealed);
  try {
    const note: unknown = JSON.parse(fromUtf8(plain));
    return list(parseEvent)(note);
  } finally {
    plain.fill(0);
  }
}

const ACTIONS: readonly AuditEvent["action"][] = ["read", "list", "write", "delete", "token", "locker", "other"];

const action: Parser<AuditEvent["action"]> = (value) => ACTIONS.find((known) => known === value) ?? "other";

const required = shape({ at: number, who: text, server: text, action, path: text, status: number });
const optional = { why: text, keys: list(text), accessor: text };

/** Throws `NoteBroken` where a parsed value is not an event. */
export function parseEvent(note: unknown): AuditEvent {
  const fields = shape({
    why: maybe(optional.why),
    keys: maybe(optional.keys),
    accessor: maybe(optional.accessor),
  })(note);
  const { why, keys, accessor } = fields;
  return {
    ...required(note),
    ...(why === undefined ? {} : { why }),
    ...(keys === undefined ? {} : { keys }),
    ...(accessor === undefined ? {} : { accessor }),
  };
}

/** Throws where an event could not be read back: one such line would make the whole log unreadable. */
export function requireEvent(event: AuditEvent): void {
  try {
    parseEvent(JSON.parse(JSON.stringify(asNote(event))));
  } catch (cause) {
    throw new TypeError("this is no line for the access log", { cause });
  }
}

function maybe<T>(parser: Parser<T>): Parser<T | undefined> {
  return (value) => (value === undefined ? undefined : parser(value));
}

function asNote(event: AuditEvent): Json {
  const { at, who, server, action: done, path, status, why, keys, accessor } = event;
  return {
    at,
    who,
    server,
    action: done,
    path,
    status,
    ...(why === undefined ? {} : { why }),
    ...(keys === undefined ? {} : { keys: [...keys] }),
    ...(accessor === undefined ? {} : { accessor }),
  };
}
