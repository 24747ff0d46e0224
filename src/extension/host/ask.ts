import { type QuickInputButton, type QuickPickItem, ThemeIcon, window } from "vscode";
import type { Ask, OpenSheet, PickQuestion, Question, Row, RowAction, Sheet, Toast } from "../ask.ts";
import { plainText } from "../plain-text.ts";
import { file } from "./file.ts";
import { find } from "./find.ts";
import { input } from "./input.ts";
import { titleButton } from "./title-button.ts";

/** Asks through VS Code's own toasts, modals, inputs and picks. */
export const vscodeAsk: Ask = { toast, modal, input, pick, pickMany, file, sheet, find };

const SHOW = {
  info: window.showInformationMessage,
  warning: window.showWarningMessage,
  error: window.showErrorMessage,
} as const;

async function toast({ level, text, buttons = [] }: Toast): Promise<string | undefined> {
  return SHOW[level](plainText(text), ...buttons);
}

async function modal({ text, detail, verbs }: Question): Promise<string | undefined> {
  const options = detail === undefined ? { modal: true } : { modal: true, detail: plainText(detail) };
  return window.showWarningMessage(plainText(text), options, ...verbs);
}

interface Item<Value> extends QuickPickItem {
  readonly value: Value;
  readonly buttons?: readonly ActionButton<Value>[];
}

interface ActionButton<Value> extends QuickInputButton {
  readonly value: Value;
}

function item<Value>(row: Row<Value>): Item<Value> {
  const { label, description, detail, icon, isPicked, actions, value } = row;
  return {
    label: plainText(label),
    value,
    ...(description === undefined ? {} : { description: plainText(description) }),
    ...(detail === undefined ? {} : { detail: plainText(detail) }),
    ...(icon === undefined ? {} : { iconPath: new ThemeIcon(icon) }),
    ...(isPicked === undefined ? {} : { picked: isPicked }),
    ...(actions === undefined ? {} : { buttons: actions.map(button) }),
  };
}

function button<Value>({ title, icon, value }: RowAction<Value>): ActionButton<Value> {
  return { tooltip: plainText(title), iconPath: new ThemeIcon(icon), value };
}

async function pick<Value>(question: PickQuestion<Value>): Promise<Value | undefined> {
  if (question.rows.some(({ actions }) => actions !== undefined)) return pickWithButtons(question);
  const chosen = await window.showQuickPick(question.rows.map(item), {
    title: plainText(question.title),
    ignoreFocusOut: true,
    matchOnDescription: question.searchesAll === true,
    matchOnDetail: question.searchesAll === true,
    ...(question.placeholder === undefined ? {} : { placeHolder: plainText(question.placeholder) }),
  });
  return chosen?.value;
}

async function pickWithButtons<Value>(question: PickQuestion<Value>): Promise<Value | undefined> {
  const open = sheet(question);
  const chosen = await open.next();
  open.close();
  return chosen;
}

async function pickMany<Value>(question: PickQuestion<Value>): Promise<readonly Value[] | undefined> {
  const chosen = await window.showQuickPick(question.rows.map(item), {
    title: plainText(question.title),
    canPickMany: true,
    ignoreFocusOut: true,
    ...(question.placeholder === undefined ? {} : { placeHolder: plainText(question.placeholder) }),
  });
  return chosen === undefined || chosen.length === 0 ? undefined : chosen.map(({ value }) => value);
}

function sheet<Value>(first: Sheet<Value>): OpenSheet<Value> {
  const widget = window.createQuickPick<Item<Value>>();
  widget.ignoreFocusOut = true;
  let answer: ((value: Value | undefined) => void) | undefined;
  let closed = false;
  const settle = (value: Value | undefined): void => {
    answer?.(value);
    answer = undefined;
  };
  widget.onDidAccept(() => {
    // Enter where no row matches what was typed chooses nothing, and leaves nothing either.
    const [chosen] = widget.selectedItems;
    if (chosen !== undefined) settle(chosen.value);
  });
  widget.onDidTriggerItemButton(({ item: row, button: hit }) =>
    settle(row.buttons?.find((each) => each === hit)?.value),
  );
  let pressed: Value | undefined;
  widget.onDidTriggerButton(() => settle(pressed));
  widget.onDidHide(() => {
    closed = true;
    settle(undefined);
    widget.dispose();
  });
  const update = (now: Sheet<Value>): void => {
    if (closed) return;
    widget.title = plainText(now.title);
    widget.placeholder = now.placeholder === undefined ? undefined : plainText(now.placeholder);
    widget.busy = now.busy === true;
    pressed = now.button?.value;
    widget.buttons = now.button === undefined ? [] : [titleButton(now.button)];
    const active = widget.items.findIndex((row) => row === widget.activeItems[0]);
    widget.items = now.rows.map(item);
    // VS Code takes the first row that fits what was typed: Enter must not accept another one, which is not to be seen.
    if (active > 0 && widget.value === "") widget.activeItems = widget.items.slice(active, active + 1);
  };
  update(first);
  widget.show();
  return {
    update,
    close: () => widget.hide(),
    next: async () =>
      closed
        ? undefined
        : new Promise((resolve) => {
            answer = resolve;
          }),
  };
}
