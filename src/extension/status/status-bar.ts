import { type Disposable, StatusBarAlignment, type StatusBarItem, ThemeColor, window } from "vscode";
import { takeNewest } from "../../core/async/newest.ts";
import { Disposables } from "../disposables.ts";
import { registerCommand } from "../register-command.ts";
import type { Services } from "../services.ts";
import { type Board, readBoard } from "./board.ts";
import { boardText, boardTooltip } from "./board-words.ts";
import { offer } from "./status-pick.ts";
import { tendSessions } from "./tend-sessions.ts";

const REDRAWN_EVERY_MS = 30_000;

/** The item *Lockers* in the status bar. It reads nothing before the Secrets view was shown or something changed. */
export function statusBar(services: Services): Disposable {
  const owned = new Disposables();
  let item: StatusBarItem | undefined;
  let timer: NodeJS.Timeout | undefined;
  let ended = false;
  let kinds: string | undefined;
  const fail = (error: unknown): void => services.log.problem("status bar", error);
  const draw = (board: Board): void => {
    if (ended) return;
    clearTimeout(timer); // here, since several may be reading at once
    timer = setTimeout(() => void tick().catch(fail), REDRAWN_EVERY_MS);
    kinds = kindsOf(board);
    const said = boardText(board, services.clock.now());
    if (said === undefined) return item?.hide();
    item ??= owned.add(newItem());
    item.text = said.text;
    item.tooltip = boardTooltip(board, services.clock.now());
    item.accessibilityInformation = { label: said.spoken };
    item.backgroundColor = said.isAlarm ? new ThemeColor("statusBarItem.warningBackground") : undefined;
    item.show();
  };
  const redraw = takeNewest(async () => readBoard(services), draw);
  const tick = async (): Promise<void> => {
    const before = kinds;
    const board = await readBoard(services);
    await tendSessions(services, board);
    // A session that has just ended changes its row, too.
    if (before !== undefined && before !== kindsOf(board)) services.changes.tell({ kind: "servers" });
    else await redraw();
  };
  owned.add(services.changes.on(() => void redraw().catch(fail)));
  owned.add({
    dispose: () => {
      ended = true;
      clearTimeout(timer);
    },
  });
  owned.add(registerCommand(services, "lockers.showStatus", async () => offer(services)));
  return owned;
}

function kindsOf({ servers }: Board): string {
  return servers.map(({ name, session }) => `${name} ${session.kind}`).join("\n");
}

function newItem(): StatusBarItem {
  const item = window.createStatusBarItem("lockers.status", StatusBarAlignment.Right, 100);
  item.name = "Lockers";
  item.command = "lockers.showStatus";
  return item;
}
