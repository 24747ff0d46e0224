import { type Disposable, l10n, ThemeIcon, ViewColumn, type WebviewPanel, window } from "vscode";
import type { SecretData } from "../../core/vault/types.ts";
import { Disposables } from "../disposables.ts";
import { reportProblem } from "../report-problem.ts";
import type { Services } from "../services.ts";
import { stillOpen } from "../still-open.ts";
import { pageHtml, pageOptions } from "../webview-page.ts";
import { type FromPage, fromPage, type ToPage } from "./reveal-messages.ts";

const SECOND = 1000;
const FIVE_MINUTES = 300;
/** Time to type a value over in another window. */
const AFTER_BLUR = 10 * SECOND;

export interface RevealOrder {
  /** Tab title, for example `db (revealed)`. */
  readonly title: string;
  /** `egi › secrets/~/shop/db · v3`. */
  readonly header: string;
  /** The server whose lock or sign-out hides it. */
  readonly server: string;
  /** Reads the values; called again for *Show Again*, so that none is kept while hidden. */
  read(): Promise<SecretData>;
  /** Offered for a recovery key, which is shown once. Throws `cancelled` where the person left the dialog. */
  readonly save?: (data: SecretData) => Promise<void>;
  /** The values were copied or saved. */
  readonly kept?: () => void;
  readonly closed?: () => void;
}

/**
 * Shows values in a read-only webview tab and hides them again: after a time, on lock and sign-out, when the tab is
 * hidden, when the window has lost the focus. Never a text document: those are backed up to disk, and other
 * extensions read them.
 */
export async function revealTab(services: Services, order: RevealOrder): Promise<void> {
  const first = await order.read();
  const options = { ...pageOptions(services.extensionUri), retainContextWhenHidden: false };
  const column = { viewColumn: ViewColumn.Beside, preserveFocus: false };
  const panel = window.createWebviewPanel("lockers.reveal", order.title, column, options);
  panel.iconPath = new ThemeIcon("eye");
  const tab = new RevealTab(services, order, panel);
  tab.hold(first);
  panel.webview.html = pageHtml(panel.webview, services.extensionUri, services.random, {
    script: "reveal",
    title: order.title,
  });
}

class RevealTab {
  readonly #services: Services;
  readonly #order: RevealOrder;
  readonly #panel: WebviewPanel;
  readonly #owned = new Disposables();
  #keys: readonly string[] = [];
  #shown: SecretData | undefined;
  #seconds: number;
  #timer: NodeJS.Timeout | undefined;
  #blur: NodeJS.Timeout | undefined;

  constructor(services: Services, order: RevealOrder, panel: WebviewPanel) {
    this.#services = services;
    this.#order = order;
    this.#panel = panel;
    this.#seconds = services.settings.read("lockers.reveal.hideAfter");
    for (const listener of this.#listeners()) this.#owned.add(listener);
  }

  /** Takes the values that the page is to show once it is ready. */
  hold(data: SecretData): void {
    this.#keys = [...data.keys()];
    this.#shown = data;
    this.#restart();
  }

  #listeners(): readonly Disposable[] {
    const { changes } = this.#services;
    return [
      this.#panel.webview.onDidReceiveMessage((raw: unknown) => this.#answer(fromPage(raw))),
      this.#panel.onDidChangeViewState(({ webviewPanel }) => {
        if (!webviewPanel.visible) this.#hide();
      }),
      this.#panel.onDidDispose(() => {
        this.#forget();
        this.#owned.dispose();
        this.#order.closed?.();
      }),
      window.onDidChangeWindowState(({ focused }) => this.#focus(focused)),
      changes.on((change) => {
        if (change.kind === "local-vault" || change.kind === "servers")
          void this.#guarded(async () => this.#hideIfClosed());
      }),
    ];
  }

  #answer(message: FromPage | undefined): void {
    if (message === undefined) return;
    const actions: Readonly<Record<FromPage["kind"], () => Promise<void> | void>> = {
      ready: () => this.#post(),
      copy: async () => this.#copy(message.kind === "copy" ? message.index : -1),
      save: async () => this.#save(),
      keep: () => this.#keep(),
      hide: () => this.#hide(),
      "show-again": async () => this.#showAgain(),
    };
    void this.#guarded(async () => actions[message.kind]());
  }

  async #guarded(action: () => Promise<void>): Promise<void> {
    try {
      await action();
    } catch (error) {
      await reportProblem(this.#services, "lockers.reveal", error, async () => this.#guarded(action));
    }
  }

  async #copy(index: number): Promise<void> {
    const key = this.#keys[index];
    const field = key === undefined ? undefined : this.#shown?.get(key);
    if (field === undefined) return;
    await this.#services.clipboard.copy(field.value);
    this.#order.kept?.();
  }

  async #save(): Promise<void> {
    if (this.#shown === undefined || this.#order.save === undefined) return;
    await this.#order.save(this.#shown);
    this.#order.kept?.();
  }

  #keep(): void {
    this.#seconds = FIVE_MINUTES;
    this.#restart();
    this.#post();
  }

  async #showAgain(): Promise<void> {
    this.#seconds = this.#services.settings.read("lockers.reveal.hideAfter");
    this.hold(await this.#order.read());
    this.#post();
  }

  #restart(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#hide(), this.#seconds * SECOND);
  }

  #focus(focused: boolean): void {
    clearTimeout(this.#blur);
    if (focused || !this.#services.settings.read("lockers.reveal.hideOnBlur")) return;
    this.#blur = setTimeout(() => this.#hide(), AFTER_BLUR);
  }

  /** A vault that was locked, a server that was signed out of: what came from there goes. */
  async #hideIfClosed(): Promise<void> {
    if (!(await stillOpen(this.#services, this.#order.server))) this.#hide();
  }

  #hide(): void {
    const wasShown = this.#shown !== undefined;
    this.#forget();
    if (wasShown) this.#post();
  }

  /** A page that is closed takes no message: asking it throws. */
  #forget(): void {
    clearTimeout(this.#timer);
    clearTimeout(this.#blur);
    this.#shown = undefined;
  }

  #post(): void {
    const { header } = this.#order;
    const shown = this.#shown;
    const message: ToPage =
      shown === undefined
        ? { kind: "hide", header, keys: this.#keys }
        : {
            kind: "show",
            header,
            rows: [...shown].map(([key, { value, json }]) => ({ key, value: value.reveal(), json })),
            seconds: this.#seconds,
            saveable: this.#order.save !== undefined,
          };
    void this.#panel.webview.postMessage(message);
  }
}

/** `db (revealed)`. */
export function revealTitle(name: string): string {
  return l10n.t("{0} (revealed)", name);
}
