import type { AuditEvent } from "../audit/audit.ts";
import { type Json, list, number, type Parser, shape, text } from "./note.ts";

const ACTIONS: readonly AuditEvent["action"][] = ["read", "list", "write", "delete", "token", "locker", "other"];

const action: Parser<AuditEvent["action"]> = (value) => ACTIONS.find((known) => known === value) ?? "other";

const required = shape({ at: number, who: text, server: text, action, path: text, status: number });
const optional = shape({ why: maybe(text), keys: maybe(list(text)), accessor: maybe(text) });

/** Throws `NoteBroken` where a parsed value is not an event. */
export function parseEvent(note: unknown): AuditEvent {
  const { why, keys, accessor } = optional(note);
  return {
    ...required(note),
    ...(why === undefined ? {} : { why }),
    ...(keys === undefined ? {} : { keys }),
    ...(accessor === undefined ? {} : { accessor }),
  };
}

/** An event as the log keeps it. Throws where it could not be read back: one such line would make the whole log unreadable. */
export function eventNote(event: AuditEvent): Json {
  try {
    const parsed = parseEvent({ ...event });
    if (!Number.isFinite(parsed.at) || !Number.isFinite(parsed.status)) throw new RangeError("not a finite number");
    return { ...parsed, ...(parsed.keys === undefined ? {} : { keys: [...parsed.keys] }) };
  } catch (cause) {
    throw new TypeError("this is no line for the access log", { cause });
  }
}

function maybe<T>(parser: Parser<T>): Parser<T | undefined> {
  return (value) => (value === undefined ? undefined : parser(value));
}
