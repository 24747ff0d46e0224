import type { FormFile, FormRow } from "../secrets/form/form-messages.ts";
import { make } from "./elements.ts";
import { type RowEvents, RowView } from "./form-row.ts";

/** So many rows are drawn at once; of more, those that come near the screen. */
const AT_ONCE = 200;

/** Draws slots as they come near the screen: 5,000 rows of controls take seconds, 5,000 empty boxes do not. */
export interface Drawing {
  watch(slot: RowSlot): void;
  forget(slot: RowSlot): void;
}

export function drawNearScreen(): Drawing {
  const slots = new Map<Element, RowSlot>();
  const observer = new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, target } of entries) if (isIntersecting) slots.get(target)?.draw();
    },
    { rootMargin: "600px" },
  );
  return {
    watch: (slot) => {
      if (slots.size < AT_ONCE) slot.draw();
      else observer.observe(slot.element);
      slots.set(slot.element, slot);
    },
    forget: (slot) => {
      observer.unobserve(slot.element);
      slots.delete(slot.element);
    },
  };
}

/** A place for one row of the form, with or without its controls. */
export class RowSlot {
  readonly element = make("div", { class: "entry" });
  readonly #events: RowEvents;
  #row: FormRow;
  #view: RowView | undefined;

  constructor(row: FormRow, events: RowEvents) {
    this.#row = row;
    this.#events = events;
  }

  get row(): FormRow {
    return this.#view?.row ?? this.#row;
  }

  /** The row with its controls. */
  draw(): RowView {
    this.#view ??= new RowView(this.element, this.#row, this.#events);
    return this.#view;
  }

  /** Shows what is wrong; a fault needs the controls. */
  tell(fault: string | undefined, note: string | undefined): void {
    if (fault !== undefined || this.#view !== undefined) this.draw().tell(fault, note);
  }

  setValue(value: string): void {
    if (this.#view === undefined) this.#row = { ...this.#row, value, file: undefined };
    else this.#view.setValue(value);
  }

  setFile(file: FormFile | undefined): void {
    this.draw().setFile(file);
  }

  hideStored(): void {
    this.#view?.hideStored();
  }
}
