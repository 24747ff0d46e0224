import { type Disposable, l10n, StatusBarAlignment, type StatusBarItem, window } from "vscode";
import { Disposables } from "./disposables.ts";
import { moment } from "./messages.ts";
import { registerCommand } from "./register-command.ts";
import { commands } from "vscode";
import type { Row } from "./ask.ts";
import type { CommandId } from "./contributions.ts";
import type { SessionState } from "./servers/session-state.ts";
import type { Services } from "./services.ts";
import { duration } from "./times.ts";

const REDRAWN_EVERY_MS = 30_000;

interface Board {
  readonly locked: boolean;
  readonly servers: readonly { readonly name: string; readonly session: SessionState }[];
}

/** The item *Lockers* in the status bar. It reads nothing before the Secrets view was shown or something changed. */
export function statusBar(services: Services): Disposable {
  const owned = new Disposables();
  let item: StatusBarItem | undefined;
  let timer: NodeJS.Timeout | undefined;
  const redraw = async (): Promise<void> => {
    clearTimeout(timer);
    const board = await readBoard(services);
    const text = boardText(board, services.clock.now());
    if (text === undefined) return item?.hide();
    item ??= owned.add(newItem());
    item.text = text;
    item.tooltip = tooltip(board);
    item.show();
    timer = setTimeout(tick, REDRAWN_EVERY_MS);
  };
  const tick = (): void => {
    redraw().catch((error: unknown) => services.log.problem("status bar", error));
  };
  owned.add(services.changes.on(tick));
  owned.add({ dispose: () => clearTimeout(timer) });
  owned.add(registerCommand(services, "lockers.showStatus", async () => offer(services)));
  return owned;
}

async function readBoard(services: Services): Promise<Board> {
  const names = services
    .connections()
    .profiles()
    .map(({ name }) => name);
  const [state, sessions] = await Promise.all([
    services.localVault().state(),
    Promise.all(names.map(async (name) => services.session(name))),
  ]);
  const servers = names.map((name, index) => ({ name, session: sessions[index] ?? ({ kind: "signed-out" } as const) }));
  return { locked: state === "locked", servers };
}

/** What the item says; undefined where it says nothing. The server that needs the person first is named. */
export function boardText({ locked, servers }: Board, now: number): string | undefined {
  const used = servers.filter(({ session }) => session.kind !== "signed-out");
  const [first] = used.toSorted((a, b) => urgency(a.session) - urgency(b.session));
  if (first === undefined) return locked ? `$(lock) ${l10n.t("vault locked")}` : undefined;
  const more = used.length > 1 ? ` +${used.length - 1}` : "";
  const { name, session } = first;
  if (session.kind === "signing-in") return `$(loading~spin) ${name}${more}`;
  if (session.kind !== "signed-in") return `$(sign-in) ${name}${more}`;
  const left = session.ends === undefined ? "" : ` ${duration(session.ends - now)}`;
  return `$(shield) ${name}${left}${more}`;
}

function urgency(session: SessionState): number {
  if (session.kind === "expired") return 0;
  if (session.kind === "signing-in") return 1;
  return session.kind === "signed-in" ? (session.ends ?? Number.MAX_SAFE_INTEGER) : Number.MAX_SAFE_INTEGER;
}

function newItem(): StatusBarItem {
  const item = window.createStatusBarItem("lockers.status", StatusBarAlignment.Right, 100);
  item.name = "Lockers";
  item.command = "lockers.showStatus";
  return item;
}

function tooltip({ locked, servers }: Board): string {
  if (servers.length === 0) return locked ? l10n.t("Unlock the local vault") : "";
  return servers.map(({ name, session }) => `${name}: ${told(session)}`).join("\n");
}

function told(session: SessionState): string {
  if (session.kind === "signed-out") return l10n.t("signed out");
  if (session.kind === "signing-in") return l10n.t("signing in");
  if (session.kind === "expired") return l10n.t("expired");
  const { who, ends } = session;
  const until = ends === undefined ? l10n.t("no end") : l10n.t("until {0}", moment(ends));
  return who === undefined ? until : `${who}, ${until}`;
}

interface Offer {
  readonly command: CommandId;
  readonly args: readonly unknown[];
}

/** The pick behind the item: sign in or out, lock or unlock, the log. */
async function offer(services: Services): Promise<void> {
  const { servers } = await readBoard(services);
  const state = await services.localVault().state();
  const rows: Row<Offer>[] = servers.map(({ name, session }) =>
    session.kind === "signed-in"
      ? {
          label: l10n.t("Sign Out of {0}", name),
          description: told(session),
          icon: "sign-out",
          value: { command: "lockers.signOut", args: [name] },
        }
      : {
          label: l10n.t("Sign In to {0}", name),
          description: told(session),
          icon: "sign-in",
          value: { command: "lockers.signIn", args: [name] },
        },
  );
  if (state === "open") rows.push(row(l10n.t("Lock Local Vault"), "lock", "lockers.lockLocalVault"));
  if (state === "locked") rows.push(row(l10n.t("Unlock Local Vault…"), "lock", "lockers.unlockLocalVault"));
  rows.push(
    row(l10n.t("Add Server…"), "add", "lockers.addServer"),
    row(l10n.t("Show Log"), "output", "lockers.showLog"),
  );
  const chosen = await services.ask.pick({ title: "Lockers", rows });
  if (chosen !== undefined) await commands.executeCommand(chosen.command, ...chosen.args);
}

function row(label: string, icon: string, command: CommandId): Row<Offer> {
  return { label, icon, value: { command, args: [] } };
}
