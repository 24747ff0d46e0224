import { type QuickInputButton, type QuickPickItem, QuickPickItemKind, ThemeIcon, window } from "vscode";
import type { Finder, FinderRow, Found, OpenFinder } from "../ask.ts";
import { plainText } from "../plain-text.ts";

interface Item<Value> extends QuickPickItem {
  /** Undefined for the line above a group. */
  readonly row?: FinderRow<Value>;
}

/** A pick whose rows are ours for each text: VS Code neither filters nor sorts them. */
export function find<Value>({ title, placeholder, rowsFor }: Finder<Value>): OpenFinder<Value> {
  // Not in the typings yet, but taken by every VS Code we support; elsewhere the rows would only stand in another order.
  const widget = Object.assign(window.createQuickPick<Item<Value>>(), { sortByLabel: false });
  widget.title = plainText(title);
  widget.placeholder = plainText(placeholder);
  let answer: ((found: Found<Value> | undefined) => void) | undefined;
  let closed = false;
  const settle = (found: Found<Value> | undefined): void => {
    answer?.(found);
    answer = undefined;
  };
  const show = (): void => {
    const active = widget.activeItems[0]?.row?.value;
    widget.items = grouped(rowsFor(widget.value));
    const same = widget.items.filter(({ row }) => row !== undefined && row.value === active);
    if (same.length > 0) widget.activeItems = same;
  };
  widget.onDidChangeValue(show);
  widget.onDidAccept(() => {
    const row = widget.selectedItems[0]?.row;
    if (row !== undefined) settle({ value: row.value, button: undefined });
  });
  widget.onDidTriggerItemButton(({ item, button }) => {
    if (item.row !== undefined) settle({ value: item.row.value, button: button.tooltip });
  });
  widget.onDidHide(() => {
    closed = true;
    settle(undefined);
    widget.dispose();
  });
  widget.keepScrollPosition = true;
  show();
  widget.show();
  return {
    update: ({ busy, note }) => {
      if (closed) return;
      widget.busy = busy;
      widget.title = plainText(note === undefined ? title : `${title} · ${note}`);
      show();
    },
    close: () => widget.hide(),
    next: async () =>
      closed
        ? undefined
        : new Promise((resolve) => {
            answer = resolve;
          }),
  };
}

function grouped<Value>(rows: readonly FinderRow<Value>[]): Item<Value>[] {
  const items: Item<Value>[] = [];
  let group: string | undefined;
  for (const row of rows) {
    if (row.group !== group && row.group !== undefined)
      items.push({ label: plainText(row.group), kind: QuickPickItemKind.Separator });
    group = row.group;
    items.push(itemOf(row));
  }
  return items;
}

function itemOf<Value>(row: FinderRow<Value>): Item<Value> {
  const buttons = (row.buttons ?? []).map(({ icon, title }): QuickInputButton => ({
    iconPath: new ThemeIcon(icon),
    tooltip: title,
  }));
  return {
    label: plainText(row.label),
    alwaysShow: true,
    row,
    ...(row.description === undefined ? {} : { description: plainText(row.description) }),
    ...(row.icon === undefined ? {} : { iconPath: new ThemeIcon(row.icon) }),
    ...(buttons.length === 0 ? {} : { buttons }),
  };
}
