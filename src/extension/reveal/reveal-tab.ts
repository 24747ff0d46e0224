import { l10n, type Tab, TabInputWebview, ThemeIcon, ViewColumn, type WebviewPanel, window } from "vscode";
import type { Field, SecretData } from "../../core/vault/types.ts";
import { reportProblem } from "../report-problem.ts";
import { saveValueAs } from "../secrets/form/form-files.ts";
import type { Services } from "../services.ts";
import { pageHtml, pageOptions } from "../webview-page.ts";
import { type Hiding, hideWhenLeft } from "./hide-when-left.ts";
import { type FromPage, fromPage, type RowFacts, type ToPage } from "./reveal-messages.ts";
import { factsOf, revealedRows } from "./value-facts.ts";

const FIVE_MINUTES = 300;

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
  const column = { viewColumn: columnOfRevealed() ?? ViewColumn.Beside, preserveFocus: false };
  const panel = window.createWebviewPanel("lockers.reveal", order.title, column, options);
  panel.iconPath = new ThemeIcon("eye");
  const tab = new RevealTab(services, order, panel);
  tab.hold(first);
  panel.webview.onDidReceiveMessage((raw: unknown) => tab.answer(fromPage(raw)));
  panel.onDidDispose(() => tab.closed());
  panel.webview.html = pageHtml(panel.webview, services.extensionUri, services.random, {
    script: "reveal",
    title: order.title,
  });
}

/** Where a value is shown already, the next one joins it: a third and fourth column would leave no room. */
function columnOfRevealed(): ViewColumn | undefined {
  return window.tabGroups.all.find(({ tabs }) => tabs.some(showsValues))?.viewColumn;
}

function showsValues({ input }: Tab): boolean {
  return input instanceof TabInputWebview && input.viewType.endsWith("lockers.reveal");
}

class RevealTab {
  readonly #services: Services;
  readonly #order: RevealOrder;
  readonly #panel: WebviewPanel;
  readonly #hiding: Hiding;
  #facts: readonly RowFacts[] = [];
  #shown: SecretData | undefined;
  #seconds: number;

  constructor(services: Services, order: RevealOrder, panel: WebviewPanel) {
    this.#services = services;
    this.#order = order;
    this.#panel = panel;
    this.#seconds = services.settings.read("lockers.reveal.hideAfter");
    this.#hiding = hideWhenLeft(services, panel, [order.server], () => this.#hidden());
  }

  /** Takes the values that the page is to show once it is ready. */
  hold(data: SecretData): void {
    this.#facts = factsOf(data);
    this.#shown = data;
    this.#hiding.shown(this.#seconds);
  }

  closed(): void {
    this.#shown = undefined;
    this.#hiding.dispose();
    this.#order.closed?.();
  }

  answer(message: FromPage | undefined): void {
    if (message === undefined) return;
    const index = "index" in message ? message.index : -1;
    const actions: Readonly<Record<FromPage["kind"], () => Promise<void> | void>> = {
      ready: () => this.#post(),
      copy: async () => this.#copy(index),
      "save-value": async () => this.#saveValue(index),
      save: async () => this.#save(),
      keep: () => this.#keep(),
      hide: () => this.#hiding.hide(),
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

  #at(index: number): { readonly key: string; readonly field: Field } | undefined {
    const key = this.#facts[index]?.key;
    const field = key === undefined ? undefined : this.#shown?.get(key);
    return key === undefined || field === undefined ? undefined : { key, field };
  }

  async #copy(index: number): Promise<void> {
    const found = this.#at(index);
    if (found === undefined) return;
    await this.#services.clipboard.copy(found.field.value);
    this.#order.kept?.();
  }

  async #saveValue(index: number): Promise<void> {
    const found = this.#at(index);
    if (found !== undefined) await saveValueAs(this.#services, found.key, found.field.value);
  }

  async #save(): Promise<void> {
    if (this.#shown === undefined || this.#order.save === undefined) return;
    await this.#order.save(this.#shown);
    this.#order.kept?.();
  }

  #keep(): void {
    if (this.#shown === undefined) return;
    this.#seconds = FIVE_MINUTES;
    this.#hiding.shown(this.#seconds);
    this.#post();
  }

  async #showAgain(): Promise<void> {
    this.#seconds = this.#services.settings.read("lockers.reveal.hideAfter");
    this.hold(await this.#order.read());
    this.#post();
  }

  #hidden(): void {
    this.#shown = undefined;
    this.#post();
  }

  #post(): void {
    const { header, save } = this.#order;
    const shown = this.#shown;
    const message: ToPage =
      shown === undefined
        ? { kind: "hide", header, rows: this.#facts }
        : { kind: "show", header, rows: revealedRows(shown), seconds: this.#seconds, saveable: save !== undefined };
    void this.#panel.webview.postMessage(message);
  }
}

/** `db (revealed)`. */
export function revealTitle(name: string): string {
  return l10n.t("{0} (revealed)", name);
}
