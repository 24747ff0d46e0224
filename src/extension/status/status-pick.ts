import { commands, l10n } from "vscode";
import type { Row } from "../ask.ts";
import type { CommandId } from "../contributions.ts";
import type { Services } from "../services.ts";
import { sessionLines } from "../servers/session-lines.ts";
import { TROUBLE } from "../servers/trouble-words.ts";
import { type Board, type BoardServer, readBoard } from "./board.ts";

interface Offer {
  readonly command: CommandId | "lockers.lockers.focus";
  readonly args: readonly unknown[];
}

/** The pick behind the item: what can be done with each server, the local vault, the log. */
export async function offer(services: Services): Promise<void> {
  const board = await readBoard(services);
  const chosen = await services.ask.pick({ title: "Lockers", rows: offers(board) });
  if (chosen !== undefined) await commands.executeCommand(chosen.command, ...chosen.args);
}

function offers({ vault, servers, misused }: Board): readonly Row<Offer>[] {
  return [
    ...(misused.length === 0 ? [] : [row(l10n.t("Show Lockers"), "warning", "lockers.lockers.focus")]),
    ...servers.flatMap(serverOffers),
    ...(vault === "open" ? [row(l10n.t("Lock Local Vault"), "lock", "lockers.lockLocalVault")] : []),
    ...(vault === "locked" ? [row(l10n.t("Unlock Local Vault…"), "lock", "lockers.unlockLocalVault")] : []),
    row(l10n.t("Add Server…"), "add", "lockers.addServer"),
    row(l10n.t("Show Log"), "output", "lockers.showLog"),
  ];
}

function serverOffers({ name, session, trouble }: BoardServer): readonly Row<Offer>[] {
  const state = trouble === undefined ? sessionLines(session).slice(0, 2).join(", ") : TROUBLE[trouble.kind]();
  const retry = trouble === undefined ? [] : [row(l10n.t("Retry {0}", name), "refresh", "lockers.retryServer", name)];
  const own = session.kind === "signed-in" ? signedInOffers(name, session.renews) : signInOffers(name, session.kind);
  return [...retry, ...own].map((one, index) => (index === 0 ? { ...one, description: state } : one));
}

function signInOffers(name: string, kind: BoardServer["session"]["kind"]): readonly Row<Offer>[] {
  if (kind !== "signing-in") return [row(l10n.t("Sign In to {0}", name), "sign-in", "lockers.signIn", name)];
  return [
    row(l10n.t("Show the Sign-In to {0}", name), "sign-in", "lockers.signIn", name),
    row(l10n.t("Cancel the Sign-In to {0}", name), "close", "lockers.cancelSignIn", name),
  ];
}

function signedInOffers(name: string, renews: boolean): readonly Row<Offer>[] {
  return [
    row(l10n.t("Sign Out of {0}", name), "sign-out", "lockers.signOut", name),
    ...(renews ? [row(l10n.t("Renew {0} Now", name), "refresh", "lockers.renewSession", name)] : []),
    row(l10n.t("Copy Access Token of {0}", name), "copy", "lockers.copyAccessToken", name),
  ];
}

function row(label: string, icon: string, command: Offer["command"], ...args: readonly unknown[]): Row<Offer> {
  return { label, icon, value: { command, args } };
}
