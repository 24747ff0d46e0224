import type { GenerateOptions } from "../../core/secrets/generate-value.ts";
import type { FormFile, FormRow } from "../secrets/form/form-messages.ts";
import { button, drawIcon, iconButton, make } from "./elements.ts";
import { generatePanel } from "./form-generate.ts";
import { type Look, ValueView } from "./form-value.ts";
import { t } from "./words.ts";

/** What a row tells the form. */
export interface RowEvents {
  changed(): void;
  removed(): void;
  /** The person wants to see a value that was not typed here. */
  showStored(name: string): void;
  pickFile(): void;
  saveFile(name: string): void;
  /** How values were generated last. */
  options(): GenerateOptions;
  generated(options: GenerateOptions): void;
}

/** One key with its value. */
export class RowView {
  readonly element: HTMLElement;
  readonly #events: RowEvents;
  readonly #from: string | undefined;
  readonly #json: boolean;
  readonly #name = make("input", { type: "text", placeholder: t("key"), "aria-label": t("Key"), spellcheck: "false" });
  readonly #value: ValueView;
  readonly #eye = iconButton("eye", t("Show"), () => this.#toggle());
  readonly #trash = iconButton("trash", t("Remove"), () => this.#events.removed());
  readonly #generate = button(t("Generate"), () => this.#openGenerate());
  readonly #kind = kindSelect();
  #fault: HTMLElement | undefined;
  #note: HTMLElement | undefined;
  #panel: HTMLElement | undefined;

  /** Draws its controls into `element`. */
  constructor(element: HTMLElement, row: FormRow, events: RowEvents) {
    this.element = element;
    this.#events = events;
    this.#from = row.from;
    this.#json = row.json;
    this.#name.value = row.name;
    this.#name.addEventListener("input", () => {
      this.#label();
      events.changed();
    });
    this.#value = new ValueView(row, {
      changed: () => this.#changed(),
      pickFile: () => events.pickFile(),
      saveFile: () => events.saveFile(this.#from ?? ""),
    });
    this.#kind.addEventListener("change", () => this.#chooseKind());
    this.#generate.setAttribute("aria-expanded", "false");
    const buttons = make("span", { class: "buttons" }, this.#eye, this.#generate, this.#kind, this.#trash);
    this.element.append(this.#name, this.#value.element, buttons);
    this.#label();
  }

  get row(): FormRow {
    const { value, file } = this.#value;
    return { name: this.#name.value, from: this.#from, value, json: this.#json, file };
  }

  focusName(): void {
    this.#name.focus();
  }

  focusValue(): void {
    this.#value.focus();
  }

  /** Shows what is wrong, and what is to be known. */
  tell(fault: string | undefined, note: string | undefined): void {
    this.#fault = this.#line(this.#fault, "fault", fault);
    this.#note = this.#line(this.#note, "note", note);
    this.#name.setAttribute("aria-invalid", String(fault !== undefined));
  }

  setValue(value: string): void {
    this.#value.set(value);
  }

  /** The file that was asked for; without one, the value stays as it was. A key without a name gets the file's. */
  setFile(file: FormFile | undefined): void {
    if (file !== undefined && this.#name.value === "") this.#name.value = file.name ?? "";
    if (file !== undefined) this.#value.setFile(file);
    this.#label();
  }

  /** The stored value, which the person asked to see. It counts as unchanged until it is typed in. */
  showStored(value: string): void {
    this.#value.isShown = true;
    this.#value.draw(value);
    this.#label();
  }

  /** Drops the stored value where it is shown. What was typed stays. */
  hideStored(): void {
    if (!this.#value.isShown || this.#value.value !== undefined) return;
    this.#value.isShown = false;
    this.#value.draw();
    this.#label();
  }

  #line(before: HTMLElement | undefined, look: "fault" | "note", text: string | undefined): HTMLElement | undefined {
    if (before !== undefined && before.textContent === text) return before;
    before?.remove();
    if (text === undefined) return undefined;
    const line = make("span", { class: look, role: look === "fault" ? "alert" : "status" }, text);
    this.element.append(line);
    return line;
  }

  #changed(): void {
    this.#label();
    this.#events.changed();
  }

  /** Each control says whose it is: without it, a screen reader reads "Remove" five times. */
  #label(): void {
    const name = this.#name.value;
    const { isShown, look } = this.#value;
    this.#value.name(name);
    drawIcon(this.#eye, isShown ? "eye-closed" : "eye", isShown ? t("Hide {0}", name) : t("Show {0}", name));
    this.#eye.disabled = look === "file";
    this.#trash.title = t("Remove {0}", name);
    this.#trash.setAttribute("aria-label", t("Remove {0}", name));
    this.#kind.value = look;
    this.#kind.setAttribute("aria-label", t("Kind of value of {0}", name));
  }

  #toggle(): void {
    if (!this.#value.isShown && this.#value.value === undefined && this.#from !== undefined) {
      this.#events.showStored(this.#from);
      return;
    }
    this.#value.isShown = !this.#value.isShown;
    this.#value.draw();
    this.#label();
  }

  #chooseKind(): void {
    const look = this.#kind.value;
    if (look === "file") this.#events.pickFile();
    else if (look === "text" || look === "lines") this.#value.as(look);
    this.#label();
  }

  #openGenerate(): void {
    if (this.#panel !== undefined) return this.#closeGenerate();
    this.#panel = generatePanel(this.#events.options(), {
      generated: (value, options) => {
        this.#value.set(value);
        this.#events.generated(options);
      },
      closed: () => this.#closeGenerate(),
    });
    this.#generate.setAttribute("aria-expanded", "true");
    this.element.append(this.#panel);
  }

  #closeGenerate(): void {
    this.#panel?.remove();
    this.#panel = undefined;
    this.#generate.setAttribute("aria-expanded", "false");
    this.#generate.focus();
  }
}

function kindSelect(): HTMLSelectElement {
  const words: readonly (readonly [Look, string])[] = [
    ["text", t("Text")],
    ["lines", t("Lines")],
    ["file", t("File…")],
  ];
  return make("select", { class: "kind" }, ...words.map(([value, title]) => make("option", { value }, title)));
}
