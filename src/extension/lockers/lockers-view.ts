import * as vscode from "vscode";
import type { LedgerEntry } from "../../core/lockers/ledger.ts";
import type { RefreshedLockers } from "../../core/lockers/refresh-lockers.ts";
import type { Clock } from "../../core/ports.ts";
import { Disposables } from "../disposables.ts";
import type { LateTree } from "../late-tree.ts";
import { lockerRow, nextTick } from "./locker-row.ts";
import type { LockersList } from "./lockers-list.ts";

/** A row; its id is what commands take. */
export interface LockerNode {
  readonly kind: "locker";
  readonly id: string;
}

export interface LockersViewParts {
  readonly list: LockersList;
  readonly clock: Clock;
  readonly tree: LateTree<LockerNode>;
  /** True while the ledger lies in a vault that is locked. */
  readonly isLocked: () => Promise<boolean>;
  /** Called with what is new to be alarmed about. */
  readonly alarm: (alarms: RefreshedLockers["alarms"]) => void;
  readonly fail: (error: unknown) => void;
}

export interface LockersView extends vscode.Disposable {
  /** Something changed: refreshes, if somebody looks. */
  readonly changed: () => void;
  /** Reads the ledger, then asks the servers with the owner's token: free. */
  readonly refresh: () => Promise<void>;
}

function item(entry: LedgerEntry, { list, clock }: LockersViewParts): vscode.TreeItem {
  const notes = list.notes(entry.id);
  const row = lockerRow(entry, clock.now(), notes);
  const shown = new vscode.TreeItem(row.label, vscode.TreeItemCollapsibleState.None);
  const color = row.color === undefined ? undefined : new vscode.ThemeColor(row.color);
  shown.id = entry.id;
  shown.description = row.description;
  shown.iconPath = new vscode.ThemeIcon(row.icon, color);
  shown.tooltip = [row.label, ...row.facts].join("\n");
  shown.contextValue = `locker.${row.kind}${notes.isTokenKept ? ".token" : ""}`;
  shown.accessibilityInformation = { label: row.spoken };
  return shown;
}

/** The Lockers view: time and uses left, counted from the ledger; nothing is read before it is shown. */
export function createLockersView(parts: LockersViewParts): LockersView {
  const { list, clock } = parts;
  const owned = new Disposables();
  const drawn = owned.add(new vscode.EventEmitter<undefined>());
  let timer: NodeJS.Timeout | undefined;

  const { view } = parts.tree;
  const rows: vscode.TreeDataProvider<LockerNode> = {
    onDidChangeTreeData: drawn.event,
    getChildren: (node) => (node === undefined ? list.entries().map(({ id }) => ({ kind: "locker", id })) : []),
    getTreeItem: ({ id }) => {
      const entry = list.find(id);
      return entry === undefined ? new vscode.TreeItem(id) : item(entry, parts);
    },
  };
  owned.add(parts.tree.provide({ rows }));

  function draw(): void {
    const misused = list.entries().filter(({ state }) => state === "misused").length;
    view.badge =
      misused === 0 ? undefined : { value: misused, tooltip: vscode.l10n.t("{0} lockers need a look", misused) };
    drawn.fire(undefined);
    clearTimeout(timer);
    const wait = view.visible ? nextTick(list.entries(), clock.now()) : undefined;
    if (wait !== undefined) timer = setTimeout(draw, wait);
  }

  async function refresh(): Promise<void> {
    const isLocked = await parts.isLocked();
    view.message = isLocked ? vscode.l10n.t("Unlock the local vault to see the lockers made with it.") : "";
    await list.reload();
    draw();
    parts.alarm(await list.confirm());
    draw();
  }

  function changed(): void {
    if (view.visible) refresh().catch(parts.fail);
  }

  owned.add(view.onDidChangeVisibility(changed));
  owned.add({ dispose: () => clearTimeout(timer) });
  changed();
  return { changed, refresh, dispose: () => owned.dispose() };
}
