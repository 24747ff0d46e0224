import type { FormRow } from "../secrets/form/form-messages.ts";
import { button, drawIcon, iconButton, make } from "./elements.ts";
import { generate } from "./generate.ts";

const GENERATED_LENGTH = 24;

/** What a row tells the form. */
export interface RowEvents {
  changed(): void;
  removed(row: RowView): void;
  /** The person wants to see a value that was not typed here. */
  showStored(name: string): void;
}

/** One key with its value: masked, on one line or, once a line break is pasted, on several. */
export class RowView {
  readonly element = make("div", { class: "entry" });
  readonly #events: RowEvents;
  readonly #from: string | undefined;
  readonly #name = make("input", { type: "text", placeholder: "key", "aria-label": "Key", spellcheck: "false" });
  readonly #fault = make("span", { class: "fault", role: "alert" });
  readonly #note = make("span", { class: "note" });
  readonly #box = make("span", { class: "value-box" });
  readonly #eye = iconButton("eye", "Show", () => this.#toggle());
  #value: string | undefined;
  #control: HTMLInputElement | HTMLTextAreaElement | undefined;
  #shown = false;

  constructor(row: FormRow, events: RowEvents) {
    this.#events = events;
    this.#from = row.from;
    this.#value = row.value;
    this.#name.value = row.name;
    this.#name.addEventListener("input", () => events.changed());
    const buttons = make(
      "span",
      { class: "buttons" },
      this.#eye,
      button("Generate", () => this.#set(generate(GENERATED_LENGTH))),
      iconButton("trash", "Remove", () => events.removed(this)),
    );
    this.element.append(this.#name, this.#box, buttons, this.#fault, this.#note);
    this.#draw(row.value?.includes("\n") === true);
  }

  get row(): FormRow {
    return { name: this.#name.value, from: this.#from, value: this.#value };
  }

  focusName(): void {
    this.#name.focus();
  }

  focusValue(): void {
    this.#control?.focus();
  }

  tell(fault: string | undefined, note: string | undefined): void {
    this.#fault.textContent = fault ?? "";
    this.#note.textContent = note ?? "";
    this.#name.setAttribute("aria-invalid", String(fault !== undefined));
  }

  /** The stored value, which the person asked to see. It counts as unchanged until it is typed in. */
  showStored(value: string): void {
    this.#shown = true;
    this.#draw(value.includes("\n"), value);
  }

  /** Drops the stored value where it is shown. What was typed stays. */
  hideStored(): void {
    if (!this.#shown || this.#value !== undefined) return;
    this.#shown = false;
    this.#draw(false);
  }

  #set(value: string): void {
    this.#value = value;
    this.#draw(value.includes("\n"));
    this.#events.changed();
  }

  #toggle(): void {
    if (!this.#shown && this.#value === undefined && this.#from !== undefined) {
      this.#events.showStored(this.#from);
      return;
    }
    this.#shown = !this.#shown;
    this.#draw(this.#control instanceof HTMLTextAreaElement);
  }

  #draw(lines: boolean, stored?: string): void {
    const control = lines ? this.#area() : this.#line();
    control.value = this.#value ?? stored ?? "";
    control.placeholder = this.#value === undefined && this.#from !== undefined ? "unchanged" : "value";
    control.addEventListener("input", () => {
      this.#value = control.value;
      this.#events.changed();
    });
    this.#control = control;
    this.#box.replaceChildren(control);
    drawIcon(this.#eye, this.#shown ? "eye-closed" : "eye", this.#shown ? "Hide" : "Show");
  }

  #line(): HTMLInputElement {
    const type = this.#shown ? "text" : "password";
    const control = make("input", {
      type,
      class: "value",
      "aria-label": "Value",
      spellcheck: "false",
      autocomplete: "off",
    });
    control.addEventListener("paste", (event) => this.#pasted(event, control));
    return control;
  }

  /** An input box would drop the line breaks of a pasted certificate. */
  #pasted(event: ClipboardEvent, control: HTMLInputElement): void {
    const text = event.clipboardData?.getData("text/plain") ?? "";
    if (!text.includes("\n")) return;
    event.preventDefault();
    const start = control.selectionStart ?? 0;
    this.#set(control.value.slice(0, start) + text + control.value.slice(control.selectionEnd ?? start));
    this.focusValue();
  }

  #area(): HTMLTextAreaElement {
    const look = this.#shown ? "value" : "value masked";
    return make("textarea", { class: look, "aria-label": "Value", spellcheck: "false" });
  }
}
