import type { FormFile, FormRow } from "../secrets/form/form-messages.ts";
import { button, make } from "./elements.ts";
import { t } from "./words.ts";

/** How a value is written. */
export type Look = "text" | "lines" | "file";

export interface ValueEvents {
  /** Another value, or another kind of it. */
  changed(): void;
  pickFile(): void;
  /** The stored file into a file of the person's choice. */
  saveFile(): void;
}

/** One value: masked on one line, on several, or a file that the host holds. */
export class ValueView {
  readonly element = make("span", { class: "value-box" });
  readonly #events: ValueEvents;
  readonly #stored: boolean;
  #label = "";
  #value: string | undefined;
  #file: FormFile | undefined;
  #control: HTMLInputElement | HTMLTextAreaElement | HTMLButtonElement | undefined;
  #look: Look;
  /** In clear on screen. */
  isShown = false;

  constructor({ value, file, from }: FormRow, events: ValueEvents) {
    this.#events = events;
    this.#stored = from !== undefined;
    this.#value = value;
    this.#file = file;
    this.#look = file !== undefined ? "file" : value?.includes("\n") === true ? "lines" : "text";
    this.draw();
  }

  get value(): string | undefined {
    return this.#look === "file" ? undefined : this.#value;
  }

  get file(): FormFile | undefined {
    return this.#look === "file" ? this.#file : undefined;
  }

  get look(): Look {
    return this.#look;
  }

  focus(): void {
    this.#control?.focus();
  }

  /** What a screen reader calls it. */
  name(key: string): void {
    this.#label = key === "" ? t("Value") : t("Value of {0}", key);
    this.#control?.setAttribute("aria-label", this.#label);
  }

  set(value: string): void {
    this.#value = value;
    this.#look = value.includes("\n") ? "lines" : "text";
    this.draw();
    this.#events.changed();
  }

  setFile(file: FormFile): void {
    this.#file = file;
    this.#look = "file";
    this.draw();
    this.#events.changed();
    this.focus();
  }

  /** A file's content is not turned into typed text: the value begins empty. */
  as(look: "text" | "lines"): void {
    if (this.#look === "file") this.#value = "";
    else if (look === "text" && this.#value?.includes("\n") === true) return;
    this.#look = look;
    this.draw();
    this.focus();
    this.#events.changed();
  }

  draw(stored?: string): void {
    if (stored?.includes("\n") === true) this.#look = "lines";
    if (this.#look === "file") this.#drawFile();
    else this.#drawText(stored);
    this.name("");
  }

  #drawFile(): void {
    const replace = button(t("Replace…"), () => this.#events.pickFile());
    const isStored = this.#stored && this.#file?.id === undefined;
    const save = isStored ? [button(t("Save As…"), () => this.#events.saveFile())] : [];
    this.#control = replace;
    this.element.replaceChildren(make("span", { class: "file" }, this.#file?.label ?? ""), replace, ...save);
  }

  #drawText(stored: string | undefined): void {
    const control = this.#look === "lines" ? this.#area() : this.#line();
    control.value = this.#value ?? stored ?? "";
    control.placeholder = this.#value === undefined && this.#stored ? t("unchanged") : t("value");
    control.addEventListener("input", () => {
      this.#value = control.value;
      this.#events.changed();
    });
    this.#control = control;
    this.element.replaceChildren(control);
  }

  #line(): HTMLInputElement {
    const type = this.isShown ? "text" : "password";
    const control = make("input", { type, class: "value", spellcheck: "false", autocomplete: "off" });
    control.addEventListener("paste", (event) => this.#pasted(event, control));
    return control;
  }

  /** An input box would drop the line breaks of a pasted certificate. */
  #pasted(event: ClipboardEvent, control: HTMLInputElement): void {
    const text = event.clipboardData?.getData("text/plain") ?? "";
    if (!text.includes("\n")) return;
    event.preventDefault();
    const start = control.selectionStart ?? 0;
    this.set(control.value.slice(0, start) + text + control.value.slice(control.selectionEnd ?? start));
    this.focus();
  }

  #area(): HTMLTextAreaElement {
    return make("textarea", { class: this.isShown ? "value" : "value masked", spellcheck: "false" });
  }
}
