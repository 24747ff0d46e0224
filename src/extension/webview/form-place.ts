import type { FormStart, StoreChoice } from "../secrets/form/form-messages.ts";
import { make } from "./elements.ts";
import { t } from "./words.ts";

/** Where a secret is stored: server, mount and path. Fixed while one is edited. */
export class PlaceView {
  readonly element: HTMLElement;
  readonly #stores: readonly StoreChoice[];
  readonly #server = make("select", { "aria-label": t("Server") });
  readonly #mount = make("select", { "aria-label": t("Mount") });
  readonly #path = make("input", { type: "text", id: "path", placeholder: t("folder/name"), spellcheck: "false" });
  readonly #fault = make("span", { class: "fault", role: "alert" });

  constructor(start: FormStart, changed: () => void) {
    this.#stores = start.stores;
    this.#server.append(...start.stores.map(({ server, label }) => make("option", { value: server }, label)));
    this.#server.value = start.server;
    this.#drawMounts(start.mount);
    this.#path.value = start.path;
    this.#server.addEventListener("change", () => {
      this.#drawMounts(undefined);
      changed();
    });
    this.#mount.addEventListener("change", changed);
    this.#path.addEventListener("input", changed);
    for (const control of [this.#server, this.#mount, this.#path]) control.disabled = start.mode === "edit";
    this.element = make(
      "div",
      { class: "place" },
      make(
        "div",
        { class: "field" },
        make("span", { class: "label" }, t("Store in")),
        make("span", { class: "line" }, this.#server, this.#mount),
      ),
      make(
        "div",
        { class: "field" },
        make("label", { for: "path" }, t("Path")),
        this.#path,
        this.#fault,
        ...(start.mode === "edit" ? [] : [make("span", { class: "note" }, t("Folders are made as needed."))]),
      ),
    );
  }

  get place(): { readonly server: string; readonly mount: string; readonly path: string } {
    return { server: this.#server.value, mount: this.#mount.value, path: this.#path.value };
  }

  focusPath(): void {
    this.#path.focus();
    this.#path.setSelectionRange(this.#path.value.length, this.#path.value.length);
  }

  tell(fault: string | undefined): void {
    this.#fault.textContent = fault ?? "";
    this.#path.setAttribute("aria-invalid", String(fault !== undefined));
  }

  #drawMounts(chosen: string | undefined): void {
    const mounts = this.#stores.find(({ server }) => server === this.#server.value)?.mounts ?? [];
    this.#mount.replaceChildren(...mounts.map((mount) => make("option", { value: mount }, `${mount}/`)));
    this.#mount.value = chosen ?? mounts[0] ?? "";
  }
}
