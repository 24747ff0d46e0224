import { l10n } from "vscode";
import { moment } from "../messages.ts";
import { duration } from "../times.ts";
import { sessionLines } from "../servers/session-lines.ts";
import { nodeWords, TROUBLE } from "../servers/trouble-words.ts";
import { RETRIED_EVERY_MS } from "./tend-sessions.ts";
import type { Board, BoardServer } from "./board.ts";

/** What the item says: `text` with icons, `spoken` in words. Undefined where it says nothing. */
export interface BoardText {
  readonly text: string;
  readonly spoken: string;
  readonly isAlarm: boolean;
}

/** A session that ends within this time and cannot be renewed is pointed out. */
const SOON_MS = 5 * 60_000;

/** What is to be told first: an alarm, then the server that needs the person first, then a locked vault. */
export function boardText({ vault, servers, misused }: Board, now: number): BoardText | undefined {
  if (misused.length > 0) return said("warning", l10n.t("locker alarm"), { isAlarm: true });
  const used = servers.filter(({ session, trouble }) => session.kind !== "signed-out" || trouble !== undefined);
  const [first] = used.toSorted((a, b) => urgency(a, now) - urgency(b, now));
  if (first === undefined) return vault === "locked" ? said("lock", l10n.t("vault locked")) : undefined;
  return said(iconOf(first, now), first.name, {
    left: leftOf(first, now),
    more: used.length - 1,
    state: stateOf(first, now),
  });
}

function said(
  icon: string,
  what: string,
  more: {
    readonly left?: string | undefined;
    readonly more?: number;
    readonly state?: string;
    readonly isAlarm?: boolean;
  } = {},
): BoardText {
  const parts = [what, more.left, more.more === undefined || more.more === 0 ? undefined : `+${more.more}`];
  const spoken = [what, more.state, more.left].filter((part) => part !== undefined && part !== "").join(", ");
  return {
    text: `$(${icon}) ${parts.filter((part) => part !== undefined).join(" ")}`,
    spoken: `Lockers: ${spoken}`,
    isAlarm: more.isAlarm === true,
  };
}

/** The smaller, the sooner the person has to do something. */
function urgency({ session, trouble }: BoardServer, now: number): number {
  if (session.kind === "signing-in") return 0;
  if (session.kind === "expired") return 1;
  if (trouble !== undefined) return 2;
  return session.kind === "signed-in" ? (session.ends ?? Number.MAX_SAFE_INTEGER) : now;
}

function iconOf({ session, trouble }: BoardServer, now: number): string {
  if (session.kind === "signing-in") return "loading~spin";
  if (session.kind === "expired") return "sign-in";
  if (trouble !== undefined) return trouble.kind === "unreachable" ? "debug-disconnect" : "warning";
  if (session.kind === "signed-out") return "sign-in";
  if (session.renewing === true) return "loading~spin";
  return endsSoon(session, now) ? "clock" : "shield";
}

function stateOf({ session, trouble }: BoardServer, now: number): string {
  if (session.kind === "signing-in") return l10n.t("signing in");
  if (session.kind === "expired") return l10n.t("session expired");
  if (trouble !== undefined) return TROUBLE[trouble.kind]();
  if (session.kind === "signed-out") return l10n.t("signed out");
  if (session.renewing === true) return l10n.t("renewing");
  return endsSoon(session, now) ? l10n.t("session ends soon") : l10n.t("signed in");
}

function leftOf({ session, trouble }: BoardServer, now: number): string | undefined {
  if (session.kind !== "signed-in" || trouble !== undefined || session.renewing === true) return undefined;
  return session.ends === undefined || session.ends <= now ? undefined : duration(session.ends - now);
}

function endsSoon(session: Extract<BoardServer["session"], { kind: "signed-in" }>, now: number): boolean {
  return !session.renews && session.ends !== undefined && session.ends - now < SOON_MS;
}

/** What the item has no room for: one paragraph for each server, a line each. */
export function boardTooltip({ vault, servers, misused }: Board, now: number): string {
  const alarms = misused.map(({ purpose }) =>
    l10n.t('Locker "{0}" was opened by others. Somebody else may have its token.', purpose),
  );
  const lock = vault === "locked" ? [l10n.t("Unlock the local vault")] : [];
  return [...alarms, ...servers.map((server) => serverLines(server, now).join("\n")), ...lock].join("\n\n");
}

function serverLines({ name, session, trouble }: BoardServer, now: number): readonly string[] {
  if (trouble !== undefined) {
    const { lastContact, asked, nodes } = trouble;
    return [
      `${name}: ${TROUBLE[trouble.kind]()}`,
      ...nodes.map(nodeWords),
      lastContact === undefined
        ? l10n.t("No answer yet in this window")
        : l10n.t("Last answer: {0}", moment(lastContact)),
      l10n.t("Next try: {0}", moment(asked + RETRIED_EVERY_MS)),
    ];
  }
  const [state = "", ...more] = sessionLines(session);
  const soon =
    session.kind === "signed-in" && session.ends !== undefined && endsSoon(session, now)
      ? [l10n.t("Sign in again before {0}", moment(session.ends))]
      : [];
  return [`${name}: ${state}`, ...soon, ...more];
}
