import { l10n, ThemeIcon, ViewColumn, type WebviewPanel, window } from "vscode";
import { ExpectedError } from "../../../core/errors.ts";
import { parseGenerateOptions } from "../../../core/secrets/generate-value.ts";
import type { CallOptions } from "../../../core/vault/client.ts";
import type { Field, SecretPath } from "../../../core/vault/types.ts";
import { count } from "../../count.ts";
import { describe, serverName } from "../../messages.ts";
import { type Hiding, hideWhenLeft } from "../../reveal/hide-when-left.ts";
import type { Services } from "../../services.ts";
import { sizeWords } from "../../size-words.ts";
import { setContext } from "../../context-keys.ts";
import { pageHtml, pageOptions } from "../../webview-page.ts";
import type { Engine } from "../place.ts";
import { conflictText } from "./conflict-text.ts";
import { formFaults, hasFaults } from "./form-faults.ts";
import { type FormFiles, formFiles, saveValueAs } from "./form-files.ts";
import { type FormContent, type FormStart, type FromForm, fromForm, type ToForm } from "./form-messages.ts";
import { type Base, createSecret, fieldsOf, saveEdit, type Saved, sizeOf } from "./save-secret.ts";
import { setAside } from "./set-aside.ts";

const CALL: CallOptions = { audit: { who: "form" } };
const GENERATE_MEMORY = "form.generate";

export interface FormOrder {
  readonly title: string;
  readonly start: Omit<FormStart, "generate">;
  readonly engine: (server: string, mount: string) => Engine;
  /** The secret being edited; undefined for a new one. */
  readonly base: Base | undefined;
  /** Shows what is stored now beside the form. */
  readonly showStored: () => Promise<void>;
  /** Of a form that is opened again: the files that were chosen. */
  readonly files?: FormFiles;
}

/** Opens the form in a webview tab. The tab goes when it is saved or cancelled. */
export function formTab(services: Services, order: FormOrder): void {
  const options = { ...pageOptions(services.extensionUri), retainContextWhenHidden: true };
  const panel = window.createWebviewPanel("lockers.form", order.title, ViewColumn.Active, options);
  panel.iconPath = new ThemeIcon("shield");
  const tab = new FormTab(services, order, panel);
  panel.onDidDispose(() => tab.closed());
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
  readonly #files: FormFiles;
  /** What was typed and is not saved. */
  #draft: FormContent | undefined;

  constructor(services: Services, order: FormOrder, panel: WebviewPanel) {
    this.#services = services;
    this.#order = order;
    this.#panel = panel;
    this.#files = order.files ?? formFiles();
    this.#hiding = hideWhenLeft(services, panel, [order.start.server], () => this.#post({ kind: "hide-values" }));
    this.#keep(order.start.draft);
  }

  closed(): void {
    this.#hiding.dispose();
    const draft = this.#draft;
    if (draft === undefined) return;
    const order = { ...this.#order, start: { ...this.#order.start, draft }, files: this.#files };
    void setAside(this.#services, draft.path === "" ? draft.mount : draft.path, () => formTab(this.#services, order));
  }

  async answer(message: FromForm | undefined): Promise<void> {
    try {
      if (message !== undefined) await this.#act(message);
    } catch (error) {
      this.#tell(error);
    }
  }

  async #act(message: FromForm): Promise<void> {
    if (message.kind === "ready") {
      return this.#post({ kind: "start", start: { ...this.#order.start, generate: this.#remembered() } });
    }
    if (message.kind === "draft") return this.#keep(message.content);
    if (message.kind === "save") return this.#save(message.content, message.onTop);
    if (message.kind === "discard" || message.kind === "cancel") return this.#close(message.kind);
    return this.#help(message);
  }

  async #help(message: Exclude<FromForm, { kind: "ready" | "draft" | "save" | "discard" | "cancel" }>): Promise<void> {
    switch (message.kind) {
      case "generated":
        return this.#services.globalMemory.update(GENERATE_MEMORY, parseGenerateOptions(message.options));
      case "show-both":
        return this.#order.showStored();
      case "show-value":
        return this.#showValue(message.name);
      case "pick-file":
        return this.#pickFile(message.row);
      case "save-file":
        return this.#saveFile(message.name);
    }
  }

  #close(why: "discard" | "cancel"): void {
    if (why === "discard") this.#draft = undefined;
    this.#panel.dispose();
  }

  #remembered() {
    return parseGenerateOptions(this.#services.globalMemory.get(GENERATE_MEMORY));
  }

  #keep(draft: FormContent | undefined): void {
    if (draft === undefined) return;
    this.#draft = draft;
    this.#panel.title = `● ${this.#order.title}`;
  }

  async #stored(name: string, why: string): Promise<Field | undefined> {
    const { server, mount, path } = this.#order.start;
    const client = await this.#services.connections().client(server);
    const { fields } = await client.read({ mount, path }, { audit: { ...CALL.audit, why, keys: [name] } });
    return fields.get(name);
  }

  async #showValue(name: string): Promise<void> {
    const field = await this.#stored(name, "show while editing");
    if (field === undefined || !this.#panel.visible) return;
    this.#hiding.shown();
    this.#post({ kind: "value", name, value: field.value.reveal() });
  }

  async #pickFile(row: number): Promise<void> {
    try {
      this.#post({ kind: "file", row, file: await this.#files.choose(this.#services) });
    } catch (error) {
      if (!(error instanceof ExpectedError)) throw error;
      this.#post({ kind: "file", row, file: undefined, fault: describe(error.problem).text });
    }
  }

  async #saveFile(name: string): Promise<void> {
    const field = await this.#stored(name, "save as a file");
    if (field !== undefined) await saveValueAs(this.#services, name, field.value);
  }

  async #save(content: FormContent, onTop: boolean): Promise<void> {
    // the page checks with the same rules and shows what is wrong
    if (hasFaults(formFaults(content, l10n.t))) return this.#post({ kind: "fault", at: "form", text: "" });
    const { base, start } = this.#order;
    const { server, mount, path } = base === undefined ? content : start;
    const at = { mount, path };
    const client = await this.#services.connections().client(server);
    const target = { client, at, engine: this.#order.engine(server, mount), call: CALL };
    const rows = fieldsOf(content.rows, this.#files);
    try {
      const saved = await (base === undefined ? createSecret(target, rows) : saveEdit(target, base, rows, onTop));
      await this.#after(saved, server, at);
    } catch (error) {
      if (!(error instanceof ExpectedError) || error.problem.code !== "too-large") throw error;
      const size = sizeWords(sizeOf(rows));
      const text =
        rows.length === 1
          ? l10n.t("{0} is more than {1} takes.", size, serverName(server))
          : l10n.t("{0} keys with {1} are more than {2} takes.", count(rows.length), size, serverName(server));
      this.#post({ kind: "fault", at: "form", text });
    }
  }

  async #after(saved: Saved, server: string, at: SecretPath): Promise<void> {
    if (saved.kind === "conflict") return this.#post({ kind: "conflict", text: conflictText(saved) });
    if (saved.kind === "exists") {
      const text = l10n.t("{0} exists on {1}. It would be replaced.", at.path, serverName(server));
      return this.#post({ kind: "fault", at: "path", text });
    }
    this.#draft = undefined;
    this.#panel.dispose();
    this.#services.changes.tell({ kind: "secrets", server, at, select: true });
    await setContext("lockers.did.store", true);
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
