import { l10n, ThemeIcon, ViewColumn, type WebviewPanel, window } from "vscode";
import { ExpectedError } from "../../../core/errors.ts";
import type { CallOptions } from "../../../core/vault/client.ts";
import type { SecretPath } from "../../../core/vault/types.ts";
import { describe } from "../../messages.ts";
import type { Services } from "../../services.ts";
import { pageHtml, pageOptions } from "../../webview-page.ts";
import type { Engine } from "../place.ts";
import { formFaults, hasFaults } from "./form-faults.ts";
import { type Hiding, hideWhenLeft } from "../../reveal/hide-when-left.ts";
import { type FormContent, type FormStart, type FromForm, fromForm, type ToForm } from "./form-messages.ts";
import { type Base, createSecret, saveEdit, type Saved } from "./save-secret.ts";
import { setContext } from "../../context-keys.ts";

const CALL: CallOptions = { audit: { who: "form" } };

export interface FormOrder {
  readonly title: string;
  readonly start: FormStart;
  readonly engine: (server: string, mount: string) => Engine;
  /** The secret being edited; undefined for a new one. */
  readonly base: Base | undefined;
  /** Shows what is stored now beside the form. */
  readonly showStored: () => Promise<void>;
}

/** Opens the form in a webview tab. The tab goes when it is saved or cancelled. */
export function formTab(services: Services, order: FormOrder): void {
  const options = { ...pageOptions(services.extensionUri), retainContextWhenHidden: true };
  const panel = window.createWebviewPanel("lockers.form", order.title, ViewColumn.Active, options);
  panel.iconPath = new ThemeIcon("shield");
  const tab = new FormTab(services, order, panel);
  panel.onDidDispose(() => tab.dispose());
  panel.webview.onDidReceiveMessage((raw: unknown) => void tab.answer(fromForm(raw)));
  panel.webview.html = pageHtml(panel.webview, services.extensionUri, services.random, {
    script: "form",
    title: order.title,
  });
}

class FormTab {
  readonly #services: Services;
  readonly #order: FormOrder;
  readonly #panel: WebviewPanel;
  readonly #hiding: Hiding;

  constructor(services: Services, order: FormOrder, panel: WebviewPanel) {
    this.#services = services;
    this.#order = order;
    this.#panel = panel;
    this.#hiding = hideWhenLeft(services, panel, [order.start.server], () => this.#post({ kind: "hide-values" }));
  }

  dispose(): void {
    this.#hiding.dispose();
  }

  async answer(message: FromForm | undefined): Promise<void> {
    try {
      if (message !== undefined) await this.#act(message);
    } catch (error) {
      this.#tell(error);
    }
  }

  async #act(message: FromForm): Promise<void> {
    switch (message.kind) {
      case "ready":
        return this.#post({ kind: "start", start: this.#order.start });
      case "changed":
        this.#panel.title = `● ${this.#order.title}`;
        return;
      case "cancel":
        return this.#panel.dispose();
      case "show-both":
        return this.#order.showStored();
      case "show-value":
        return this.#showValue(message.name);
      case "save":
        return this.#save(message.content, message.onTop);
    }
  }

  async #showValue(name: string): Promise<void> {
    const { server, at } = this.#place(this.#order.start);
    const client = await this.#services.connections().client(server);
    const { fields } = await client.read(at, { audit: { ...CALL.audit, why: "show while editing", keys: [name] } });
    const field = fields.get(name);
    if (field === undefined || !this.#panel.visible) return;
    this.#hiding.shown();
    this.#post({ kind: "value", name, value: field.value.reveal() });
  }

  async #save(content: FormContent, onTop: boolean): Promise<void> {
    if (hasFaults(formFaults(content))) return; // the page checks with the same rules and shows what is wrong
    const { base, start } = this.#order;
    const { server, at } = this.#place(base === undefined ? content : start);
    const client = await this.#services.connections().client(server);
    const target = { client, at, engine: this.#order.engine(server, at.mount), call: CALL };
    const saved = await (base === undefined
      ? createSecret(target, content.rows)
      : saveEdit(target, base, content.rows, onTop));
    await this.#after(saved, server, at);
  }

  async #after(saved: Saved, server: string, at: SecretPath): Promise<void> {
    if (saved.kind === "conflict") return this.#post({ kind: "conflict", text: conflictText(saved) });
    if (saved.kind === "exists") {
      const text = l10n.t("{0} exists on {1}. It would be replaced.", at.path, server);
      return this.#post({ kind: "fault", at: "path", text });
    }
    this.#panel.dispose();
    this.#services.changes.tell({ kind: "secrets", server, at, select: true });
    await setContext("lockers.did.store", true);
  }

  #place({ server, mount, path }: { readonly server: string; readonly mount: string; readonly path: string }) {
    return { server, at: { mount, path } };
  }

  #tell(error: unknown): void {
    this.#services.log.problem("form", error);
    const text =
      error instanceof ExpectedError ? describe(error.problem).text : l10n.t("Something unexpected happened.");
    this.#post({ kind: "fault", at: "form", text });
  }

  #post(message: ToForm): void {
    void this.#panel.webview.postMessage(message);
  }
}

function conflictText({ mine, theirs, changed, both }: Extract<Saved, { kind: "conflict" }>): string {
  const first =
    mine === undefined || theirs === undefined
      ? l10n.t("Somebody saved this secret while you edited it.")
      : l10n.t("Somebody saved version {0} while you edited version {1}.", theirs, mine);
  const they = changed.length === 0 ? [] : [l10n.t("They changed: {0}.", changed.join(", "))];
  const you = both.length === 0 ? [] : [l10n.t("You both changed: {0}.", both.join(", "))];
  return [first, ...they, ...you].join(" ");
}
