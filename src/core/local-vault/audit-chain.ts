import type { AuditEvent } from "../audit/audit.ts";
import { concat, equalBytes, fromBase64Url, fromUtf8, toBase64Url, utf8 } from "../crypto/bytes.ts";
import { seal, SealBroken, unseal } from "../crypto/seal.ts";
import { eventNote, parseEvent } from "./audit-note.ts";
import { list, number, shape, text } from "./note.ts";
import { AREA, type Rows, readRows, type Sealing, type WritableRows, writeRows } from "./rows.ts";
import type { NewestLink, ReadStore, StoredLink, WriteStore } from "./storage.ts";

/** The place in the chain where links begin: the one before the oldest that is kept. */
export type Anchor = Pick<StoredLink, "sequence" | "link">;

const BEGINNING: Anchor = { sequence: 0, link: new Uint8Array(32) };

const ANCHOR = { parent: AREA.control, kind: "control", name: "audit-anchor" } as const;

const anchorNote = shape({ sequence: number, link: text });

/** Where the chain begins: at the start, or where older links were removed because there are too many. */
export function readAnchor(rows: Rows): Anchor {
  const note = rows.find(ANCHOR, anchorNote)?.note;
  return note ? { sequence: note.sequence, link: fromBase64Url(note.link) ?? new Uint8Array() } : BEGINNING;
}

export function writeAnchor(rows: WritableRows, { sequence, link }: Anchor): void {
  rows.put(ANCHOR, { sequence, link: toBase64Url(link) });
}

/** Begins the log of a new vault with an empty link: from then on there is always one. */
export function beginAudit(store: WriteStore, sealing: Sealing): void {
  append(store, sealing, BEGINNING, []);
}

/**
 * Adds lines to the access log, all of one transaction in one link. A link covers the one before, and the newest is
 * marked as such, so that none can be changed, moved or left out unseen. Throws TypeError for what is no event.
 */
export function appendAudit(store: WriteStore, sealing: Sealing, events: readonly AuditEvent[]): void {
  const newest = store.lastLink();
  const end = newest?.isOurs === true ? newest : markedEnd(sealing, newest);
  append(store, sealing, end ?? afterGap(newest), events);
}

function append(store: WriteStore, sealing: Sealing, before: Anchor, events: readonly AuditEvent[]): void {
  const sequence = before.sequence + 1;
  const plain = utf8(JSON.stringify(events.map((event) => eventNote(event))));
  const sealed = seal(sealing.keys.seal, associated(sealing, sequence), plain, sealing.random);
  plain.fill(0);
  const link = linkOf(sealing, before.link, sequence, sealed);
  store.append({ sequence, sealed, link }, markOf(sealing, link));
}

/**
 * Adds the first lines after an upgrade from the format in which the end was not marked: what is the newest link then
 * counts as the newest there ever was, unless the row that said so before says otherwise.
 */
export function adoptAudit(store: WriteStore, sealing: Sealing, events: readonly AuditEvent[]): void {
  const rows = writeRows(store, sealing);
  const newest = store.lastLink() ?? { ...BEGINNING, mark: undefined, isOurs: false };
  const head = rows.find(HEAD, anchorNote)?.note;
  const isWhole = head === undefined || (head.sequence === newest.sequence && head.link === toBase64Url(newest.link));
  rows.removeLeaf(HEAD);
  append(store, sealing, isWhole ? newest : afterGap(newest), events);
}

/** What named the newest link in the first format. */
const HEAD = { parent: AREA.control, kind: "control", name: "audit-head" } as const;

/** Where links were taken off the end the log goes on, and one number is left out for good: every later check shows it. */
function afterGap(newest: NewestLink | undefined): Anchor {
  const { sequence, link } = newest ?? BEGINNING;
  return { sequence: sequence + 1, link };
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
    return openLink(sealing, link);
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
  const newest = store.lastLink();
  return markedEnd(sealing, newest) ? undefined : (newest?.sequence ?? 0) + 1;
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
  return fits(sealing, readAnchor(readRows(store, sealing)), next) ? undefined : next.sequence;
}

/** Whether `next` comes right after `before` and covers it. */
export function fits(sealing: Sealing, before: Anchor, next: StoredLink): boolean {
  const { sequence, sealed, link } = next;
  return before.sequence + 1 === sequence && equalBytes(linkOf(sealing, before.link, sequence, sealed), link);
}

export function linkOf({ keys }: Sealing, before: Uint8Array, sequence: number, sealed: Uint8Array): Uint8Array {
  return keys.audit.mac(before, utf8(`${sequence}/`), sealed);
}

const END = utf8("lockers/audit-end/1/");

/** Covers 52 bytes, and a link covers more: no mark is ever a link. */
export function markOf({ keys }: Sealing, link: Uint8Array): Uint8Array {
  return keys.audit.mac(END, link);
}

/** The newest link, where it is marked as such. */
export function markedEnd(sealing: Sealing, newest: NewestLink | undefined): NewestLink | undefined {
  const { link, mark } = newest ?? {};
  return link && mark && equalBytes(markOf(sealing, link), mark) ? newest : undefined;
}

/** What the contents of a link are bound to. */
export function associated({ vaultId }: Sealing, sequence: number): Uint8Array {
  return concat(utf8("lockers/audit/1/"), vaultId, utf8(String(sequence)));
}

/** The lines of one link, oldest first. Throws `SealBroken` or `NoteBroken` where somebody changed it. */
export function openLink(sealing: Sealing, link: StoredLink): readonly AuditEvent[] {
  const plain = unseal(sealing.keys.seal, associated(sealing, link.sequence), link.sealed);
  try {
    const note: unknown = JSON.parse(fromUtf8(plain));
    return list(parseEvent)(note);
  } finally {
    plain.fill(0);
  }
}
