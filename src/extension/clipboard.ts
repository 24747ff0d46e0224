import { env, l10n, StatusBarAlignment, type StatusBarItem, UIKind, window } from "vscode";
import { ExpectedError } from "../core/errors.ts";
import type { Clock } from "../core/ports.ts";
import type { Secret } from "../core/secrets/secret.ts";
import type { Settings } from "./settings.ts";

const SECOND = 1000;

/** Copies values, shows how long they stay, and clears them, unless the clipboard holds something else by then. */
export interface SecretClipboard {
  /** Throws `clipboard` where it cannot be written. */
  copy(value: Secret): Promise<void>;
  /** Clears at once what was copied, if it is still there. To be awaited before the end: nothing clears it afterwards. */
  clear(): Promise<void>;
  dispose(): void;
}

interface Copied {
  readonly value: Secret;
  /** Milliseconds since the epoch; undefined = never. */
  readonly until: number | undefined;
}

export function secretClipboard(settings: Settings, clock: Clock): SecretClipboard {
  let copied: Copied | undefined;
  let timer: NodeJS.Timeout | undefined;
  let item: StatusBarItem | undefined;

  const forget = (): void => {
    clearTimeout(timer);
    copied = undefined;
    item?.hide();
  };
  const clear = async (): Promise<void> => {
    const before = copied;
    forget();
    if (before !== undefined && (await holds(before.value))) await copyText("");
  };
  const tick = async (): Promise<void> => {
    if (copied?.until === undefined) return;
    const left = Math.max(0, copied.until - clock.now());
    if (left === 0 && reachable()) return clear();
    const mine = copied;
    // in a browser each reading may ask the person or fail aloud: there only the end is worth one
    if (env.uiKind === UIKind.Desktop && !(await holds(mine.value))) return mine === copied ? forget() : undefined;
    if (mine !== copied) return;
    item ??= countdown();
    draw(item, left);
    timer = setTimeout(() => {
      tick().catch(forget);
    }, untilNextTick(left));
  };
  return {
    copy: async (value) => {
      forget();
      await copyText(value.reveal());
      const seconds = settings.read("lockers.clipboard.clearAfter");
      copied = { value, until: seconds === 0 ? undefined : clock.now() + seconds * SECOND };
      await tick();
    },
    clear,
    dispose: () => {
      forget();
      item?.dispose();
    },
  };
}

/** A browser lets a page reach the clipboard only while its window has the focus. */
function reachable(): boolean {
  return env.uiKind === UIKind.Desktop || window.state.focused;
}

/** Each ten seconds, then each second from ten. Milliseconds in and out. */
export function untilNextTick(left: number): number {
  const step = left > 11 * SECOND ? 10 * SECOND : SECOND;
  return left % step === 0 ? step : left % step;
}

function countdown(): StatusBarItem {
  const item = window.createStatusBarItem("lockers.clipboard", StatusBarAlignment.Right, 101);
  item.name = l10n.t("Lockers Clipboard");
  item.command = "lockers.clearClipboard";
  item.tooltip = l10n.t("The clipboard holds a value. Click to clear it now.");
  return item;
}

function draw(item: StatusBarItem, left: number): void {
  const seconds = Math.ceil(left / SECOND);
  item.text = `$(copy) ${l10n.t("clears in {0} s", seconds)}`;
  item.accessibilityInformation = { label: l10n.t("the clipboard holds a value and clears itself") };
  item.show();
}

async function holds(value: Secret): Promise<boolean> {
  try {
    return (await env.clipboard.readText()) === value.reveal();
  } catch {
    return true; // not readable here: better cleared once too often than never
  }
}

/** Puts a text onto the clipboard that is no secret. Throws `clipboard` where it cannot be written. */
export async function copyText(text: string): Promise<void> {
  try {
    await env.clipboard.writeText(text);
  } catch (error) {
    throw new ExpectedError({ code: "clipboard" }, { cause: error });
  }
}
