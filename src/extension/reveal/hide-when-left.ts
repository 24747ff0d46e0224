import { type Disposable, type WebviewPanel, window } from "vscode";
import { Disposables } from "../disposables.ts";
import type { Services } from "../services.ts";
import { stillOpen } from "../still-open.ts";

const SECOND = 1000;
/** Time to type a value over in another window. */
const AFTER_BLUR = 10 * SECOND;

export interface Hiding extends Disposable {
  /** A stored value is on screen from now on; for other than the setting's seconds where they are given. */
  shown(seconds?: number): void;
  /** The person has seen enough. */
  hide(): void;
}

/**
 * Calls `hide` as a revealed value demands: `lockers.reveal.hideAfter` seconds after it was shown, when the tab is
 * hidden or the window has lost the focus, on lock and on sign-out of any of `servers`. Nothing runs while none is shown.
 */
export function hideWhenLeft(
  services: Services,
  panel: WebviewPanel,
  servers: readonly string[],
  hide: () => void,
): Hiding {
  const owned = new Disposables();
  let after: NodeJS.Timeout | undefined;
  let blur: NodeJS.Timeout | undefined;
  const end = (): void => {
    clearTimeout(blur);
    if (after === undefined) return;
    clearTimeout(after);
    after = undefined;
    hide();
  };
  const hideIfClosed = async (): Promise<void> => {
    if (after !== undefined && !(await allOpen(services, servers))) end();
  };
  const leave = (): void => {
    clearTimeout(blur);
    if (services.settings.read("lockers.reveal.hideOnBlur")) blur = setTimeout(end, AFTER_BLUR);
  };
  owned.add(
    panel.onDidChangeViewState(({ webviewPanel }) => {
      if (!webviewPanel.visible) end();
    }),
  );
  owned.add(window.onDidChangeWindowState(({ focused }) => (focused ? clearTimeout(blur) : leave())));
  owned.add(
    services.changes.on(({ kind }) => {
      if (kind === "local-vault" || kind === "servers") void hideIfClosed();
    }),
  );
  return {
    shown: (seconds = services.settings.read("lockers.reveal.hideAfter")) => {
      clearTimeout(after);
      after = setTimeout(end, seconds * SECOND);
      // it was read before: the vault may have been locked meanwhile
      void hideIfClosed();
    },
    hide: end,
    dispose: () => {
      clearTimeout(after);
      clearTimeout(blur);
      owned.dispose();
    },
  };
}

/** False also where nobody can say. */
async function allOpen(services: Services, servers: readonly string[]): Promise<boolean> {
  try {
    const open = await Promise.all(servers.map(async (server) => stillOpen(services, server)));
    return !open.includes(false);
  } catch (error) {
    services.log.problem("hide values", error);
    return false;
  }
}
