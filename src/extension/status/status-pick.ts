import { commands, l10n } from "vscode";
import type { Row } from "../ask.ts";
import type { CommandId } from "../contributions.ts";
import type { Services } from "../services.ts";
import { sessionLines } from "../servers/session-lines.ts";
import type { SessionState } from "../servers/session-state.ts";
import { TROUBLE } from "../servers/trouble-words.ts";
import { duration } from "../times.ts";
import { type Board, type BoardServer, readBoard } from "./board.ts";

interface Offer {
  readonly command: CommandId | "lockers.lockers.focus";
  readonly args: readonly unknown[];
}

/** The pick behind the item: what can be done with each server, the local vault, the log. */
export async function offer(services: Services): Promise<void> {
  const board = await readBoard(services);
  const chosen = await services.ask.pick({ title: "Lockers", rows: offers(board, services.clock.now()) });
  if (chosen !== undefined) await commands.executeCommand(chosen.command, ...chosen.args);
}

function offers({ vault, servers, misused }: Board, now: number): readonly Row<Offer>[] {
  return [
    ...(misused.length === 0 ? [] : [row(l10n.t("Show Lockers"), "warning", "lockers.lockers.focus")]),
    ...servers.flatMap((server) => serverOffers(server, now)),
    ...(vault === "open" ? [row(l10n.t("Lock Local Vault"), "lock", "lockers.lockLocalVault")] : []),
    ...(vault === "locked" ? [row(l10n.t("Unlock Local Vault…"), "lock", "lockers.unlockLocalVault")] : []),
    row(l10n.t("Add Server…"), "add", "lockers.addServer"),
    row(l10n.t("Show Log"), "output", "lockers.showLog"),
  ];
}

function serverOffers({ name, session, trouble }: BoardServer, now: number): readonly Row<Offer>[] {
  const retry = trouble === undefined ? [] : [row(l10n.t("Retry {0}", name), "refresh", "lockers.retryServer", name)];
  const own = session.kind === "signed-in" ? signedInOffers(name, session) : signInOffers(name, session.kind);
  const state = trouble === undefined ? stateWords(session, now) : TROUBLE[trouble.kind]();
  return [...retry, ...own].map((one, index) => (index === 0 ? { ...one, description: state } : one));
}

function stateWords(session: SessionState, now: number): string {
  if (session.kind !== "signed-in") return (sessionLines(session)[0] ?? "").toLowerCase();
  const left = session.ends === undefined ? undefined : l10n.t("{0} left", duration(session.ends - now));
  return [session.who, left].filter((part) => part !== undefined).join(" · ");
}

function signInOffers(name: string, kind: BoardServer["session"]["kind"]): readonly Row<Offer>[] {
  if (kind !== "signing-in") return [row(l10n.t("Sign In to {0}", name), "sign-in", "lockers.signIn", name)];
  return [
    row(l10n.t("Show the Sign-In to {0}", name), "sign-in", "lockers.signIn", name),
    row(l10n.t("Cancel the Sign-In to {0}", name), "close", "lockers.cancelSignIn", name),
  ];
}

/** Signing out comes last: Enter on what is first must not end a session. */
function signedInOffers(
  name: string,
  { renews, hasAccessToken }: Extract<SessionState, { kind: "signed-in" }>,
): readonly Row<Offer>[] {
  return [
    ...(renews ? [row(l10n.t("Renew {0} Now", name), "refresh", "lockers.renewSession", name)] : []),
    ...(hasAccessToken ? [row(l10n.t("Copy Access Token of {0}", name), "copy", "lockers.copyAccessToken", name)] : []),
    row(l10n.t("Open Terminal Signed In to {0}", name), "terminal", "lockers.openSignedInTerminal", name),
    row(l10n.t("Sign Out of {0}", name), "sign-out", "lockers.signOut", name),
  ];
}

function row(label: string, icon: string, command: Offer["command"], ...args: readonly unknown[]): Row<Offer> {
  return { label, icon, value: { command, args } };
}
