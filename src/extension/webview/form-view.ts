import type { GenerateOptions } from "../../core/secrets/generate-value.ts";
import type { PastedKey } from "../../core/secrets/parse-pasted.ts";
import { formFaults, hasFaults, rowNote } from "../secrets/form/form-faults.ts";
import type { FormContent, FormFile, FormRow, FormStart, FromForm } from "../secrets/form/form-messages.ts";
import { button, make } from "./elements.ts";
import { pastePanel } from "./form-paste.ts";
import { PlaceView } from "./form-place.ts";
import { drawNearScreen, RowSlot } from "./form-slot.ts";
import { t } from "./words.ts";

/** Between typing and telling the host of it. */
const DRAFT_MS = 300;

/** The form of *New Secret* and *Edit Secret*. Faults show once Save was pressed, and from then on while typing. */
export class FormView {
  readonly element: HTMLElement;
  readonly #say: (message: FromForm) => void;
  readonly #place: PlaceView;
  readonly #keys = make("div", { class: "keys", role: "group", "aria-label": t("Keys and values") });
  readonly #banner = make("div");
  readonly #panel = make("div");
  readonly #fault = make("div", { class: "fault", role: "alert" });
  readonly #save = button(t("Save"), () => this.save(false), "primary");
  readonly #paste = button(t("Paste .env or JSON…"), () => this.#openPaste());
  #options: GenerateOptions;
  readonly #drawing = drawNearScreen();
  #rows: RowSlot[] = [];
  #tried = false;
  #waiting: RowSlot | undefined;
  #draft: ReturnType<typeof setTimeout> | undefined;

  constructor(start: FormStart, rows: readonly FormRow[], say: (message: FromForm) => void) {
    this.#say = say;
    this.#options = start.generate;
    this.#place = new PlaceView(start, () => this.#changed());
    this.#append(rows);
    this.element = make(
      "form",
      {},
      this.#banner,
      this.#place.element,
      this.#keys,
      make(
        "div",
        { class: "line" },
        button(t("Add Key"), () => this.addKey()),
        this.#paste,
      ),
      this.#panel,
      this.#fault,
      make(
        "div",
        { class: "end" },
        button(t("Cancel"), () => this.cancel()),
        this.#save,
      ),
    );
    this.element.addEventListener("submit", (event) => event.preventDefault());
  }

  /** Adds an empty row and puts the cursor there. */
  addKey(): void {
    this.#append([{ name: "", from: undefined, value: undefined, json: false, file: undefined }]);
    this.#rows.at(-1)?.draw().focusName();
  }

  focus(at: FormStart["focus"]): void {
    if (at === "add-key") this.addKey();
    else if (at === "path") this.#place.focusPath();
    else this.#rows[0]?.draw().focusValue();
  }

  /** Sends the form, or shows what is wrong. `onTop`: over what somebody else saved meanwhile. */
  save(onTop: boolean): void {
    this.#tried = true;
    if (this.#save.disabled || this.#check()) return;
    this.#banner.replaceChildren();
    this.#save.disabled = true;
    this.#save.textContent = t("Saving…");
    this.#say({ kind: "save", content: this.#content(), onTop });
  }

  /** Closes the form; what was typed is set aside. */
  cancel(): void {
    if (this.#draft !== undefined) this.#tellDraft();
    this.#say({ kind: "cancel" });
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
      button(t("Save Mine on Top"), () => this.save(true)),
      button(t("Show Both"), () => this.#say({ kind: "show-both" })),
      button(t("Discard Mine"), () => this.#say({ kind: "discard" })),
    );
    this.#banner.replaceChildren(make("div", { class: "banner", role: "alert" }, text, choices));
    this.#banner.scrollIntoView({ block: "nearest" });
  }

  showStored(name: string, value: string): void {
    this.#rows
      .find(({ row }) => row.from === name)
      ?.draw()
      .showStored(value);
  }

  /** Values that were not typed here go from the page. */
  hideStored(): void {
    for (const row of this.#rows) row.hideStored();
  }

  /** The file that was chosen for the row that asked. */
  setFile(file: FormFile | undefined, fault: string | undefined): void {
    this.#waiting?.setFile(file);
    this.#waiting?.tell(fault, undefined);
    this.#waiting = undefined;
  }

  #append(rows: readonly FormRow[]): void {
    const slots = rows.map((row) => this.#slot(row));
    this.#rows.push(...slots);
    this.#keys.append(...slots.map(({ element }) => element));
    for (const slot of slots) this.#drawing.watch(slot);
  }

  #slot(row: FormRow): RowSlot {
    const slot: RowSlot = new RowSlot(row, {
      changed: () => this.#changed(),
      removed: () => this.#remove(slot),
      showStored: (name) => this.#say({ kind: "show-value", name }),
      pickFile: () => {
        this.#waiting = slot;
        this.#say({ kind: "pick-file", row: this.#rows.indexOf(slot) });
      },
      saveFile: (name) => this.#say({ kind: "save-file", name }),
      options: () => this.#options,
      generated: (options) => {
        this.#options = options;
        this.#say({ kind: "generated", options });
      },
    });
    return slot;
  }

  /** The cursor goes to the next row, so that a keyboard does not start again at the top. */
  #remove(gone: RowSlot): void {
    const index = this.#rows.indexOf(gone);
    gone.element.remove();
    this.#drawing.forget(gone);
    this.#rows = this.#rows.filter((kept) => kept !== gone);
    (this.#rows[index] ?? this.#rows.at(-1))?.draw().focusName();
    this.#changed();
  }

  #openPaste(): void {
    const close = (): void => {
      this.#panel.replaceChildren();
      this.#paste.focus();
    };
    const panel = pastePanel({
      names: () => new Set(this.#rows.map(({ row }) => row.name)),
      add: (keys) => {
        this.#merge(keys);
        close();
      },
      closed: close,
    });
    this.#panel.replaceChildren(panel);
  }

  /** A pasted key takes the place of the row of its name; the first empty row goes. */
  #merge(keys: readonly PastedKey[]): void {
    const byName = new Map(this.#rows.map((slot) => [slot.row.name, slot]));
    for (const empty of this.#rows.filter(isEmpty)) empty.element.remove();
    this.#rows = this.#rows.filter((row) => !isEmpty(row));
    for (const { name, value } of keys) byName.get(name)?.setValue(value);
    const fresh = keys.filter(({ name }) => !byName.has(name));
    this.#append(fresh.map(({ name, value, json }) => ({ name, from: undefined, value, json, file: undefined })));
    this.#changed();
  }

  #content(): FormContent {
    return { ...this.#place.place, rows: this.#rows.map(({ row }) => row) };
  }

  #changed(): void {
    if (this.#tried) this.#check();
    clearTimeout(this.#draft);
    this.#draft = setTimeout(() => this.#tellDraft(), DRAFT_MS);
  }

  #tellDraft(): void {
    clearTimeout(this.#draft);
    this.#draft = undefined;
    this.#say({ kind: "draft", content: this.#content() });
  }

  /** Shows what is wrong; true where something is. */
  #check(): boolean {
    const content = this.#content();
    const faults = formFaults(content, t);
    this.#place.tell(faults.path);
    this.#fault.textContent = faults.form ?? "";
    this.#rows.forEach((view, index) => {
      const row = content.rows[index];
      view.tell(faults.rows[index], row === undefined ? undefined : rowNote(row, t));
    });
    return hasFaults(faults);
  }

  #free(): void {
    this.#save.disabled = false;
    this.#save.textContent = t("Save");
  }
}

function isEmpty({ row }: RowSlot): boolean {
  return row.name === "" && row.value === undefined && row.file === undefined;
}
