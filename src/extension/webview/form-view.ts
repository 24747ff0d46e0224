import { formFaults, hasFaults, rowNote } from "../secrets/form/form-faults.ts";
import type { FormContent, FormRow, FormStart, FromForm } from "../secrets/form/form-messages.ts";
import { button, make } from "./elements.ts";
import { PlaceView } from "./form-place.ts";
import { RowView } from "./form-row.ts";

/** The form of *New Secret* and *Edit Secret*. Faults show once Save was pressed, and from then on while typing. */
export class FormView {
  readonly element: HTMLElement;
  readonly #say: (message: FromForm) => void;
  readonly #place: PlaceView;
  readonly #keys = make("div", { class: "keys" });
  readonly #banner = make("div");
  readonly #fault = make("div", { class: "fault", role: "alert" });
  readonly #save = button("Save", () => this.save(false), "primary");
  #rows: RowView[] = [];
  #tried = false;

  constructor(start: FormStart, rows: readonly FormRow[], say: (message: FromForm) => void) {
    this.#say = say;
    this.#place = new PlaceView(start, () => this.#changed());
    for (const row of rows) this.#add(row);
    this.element = make(
      "form",
      {},
      this.#banner,
      this.#place.element,
      this.#keys,
      make(
        "div",
        { class: "line" },
        button("Add Key", () => this.addKey()),
      ),
      this.#fault,
      make(
        "div",
        { class: "end" },
        button("Cancel", () => say({ kind: "cancel" })),
        this.#save,
      ),
    );
    this.element.addEventListener("submit", (event) => event.preventDefault());
  }

  /** Adds an empty row and puts the cursor there. */
  addKey(): void {
    this.#add({ name: "", from: undefined, value: undefined }).focusName();
  }

  focus(at: FormStart["focus"]): void {
    if (at === "add-key") this.addKey();
    else if (at === "path") this.#place.focusPath();
    else this.#rows[0]?.focusValue();
  }

  /** Sends the form, or shows what is wrong. `onTop`: over what somebody else saved meanwhile. */
  save(onTop: boolean): void {
    this.#tried = true;
    if (this.#check()) return;
    this.#banner.replaceChildren();
    this.#save.disabled = true;
    this.#save.textContent = "Saving…";
    this.#say({ kind: "save", content: this.#content(), onTop });
  }

  /** The host could not save. */
  tell(at: "path" | "form", text: string): void {
    this.#free();
    if (at === "path") this.#place.tell(text);
    else this.#fault.textContent = text;
    if (at === "path") this.#place.focusPath();
  }

  /** Somebody else saved meanwhile; nothing is preselected. */
  conflict(text: string): void {
    this.#free();
    const choices = make(
      "div",
      { class: "line" },
      button("Save Mine on Top", () => this.save(true)),
      button("Show Both", () => this.#say({ kind: "show-both" })),
      button("Discard Mine", () => this.#say({ kind: "cancel" })),
    );
    this.#banner.replaceChildren(make("div", { class: "banner", role: "alert" }, text, choices));
  }

  showStored(name: string, value: string): void {
    this.#rows.find(({ row }) => row.from === name)?.showStored(value);
  }

  /** Values that were not typed here go from the page. */
  hideStored(): void {
    for (const row of this.#rows) row.hideStored();
  }

  #add(row: FormRow): RowView {
    const view = new RowView(row, {
      changed: () => this.#changed(),
      removed: (gone) => {
        gone.element.remove();
        this.#rows = this.#rows.filter((kept) => kept !== gone);
        this.#changed();
      },
      showStored: (name) => this.#say({ kind: "show-value", name }),
    });
    this.#rows.push(view);
    this.#keys.append(view.element);
    return view;
  }

  #content(): FormContent {
    return { ...this.#place.place, rows: this.#rows.map(({ row }) => row) };
  }

  #changed(): void {
    if (this.#tried) this.#check();
    this.#say({ kind: "changed" });
  }

  /** Shows what is wrong; true where something is. */
  #check(): boolean {
    const content = this.#content();
    const faults = formFaults(content);
    this.#place.tell(faults.path);
    this.#fault.textContent = faults.form ?? "";
    this.#rows.forEach((view, index) => view.tell(faults.rows[index], rowNote(view.row)));
    return hasFaults(faults);
  }

  #free(): void {
    this.#save.disabled = false;
    this.#save.textContent = "Save";
  }
}
