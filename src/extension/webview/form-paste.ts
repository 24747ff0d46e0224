import { type Pasted, type PastedKey, parsePasted } from "../../core/secrets/parse-pasted.ts";
import { button, make } from "./elements.ts";
import { t } from "./words.ts";

export interface PasteEvents {
  /** Names that are in the form already. */
  names(): ReadonlySet<string>;
  add(keys: readonly PastedKey[]): void;
  closed(): void;
}

/** Takes a pasted `.env` or JSON object, and says what it would do before it does it. */
export function pastePanel(events: PasteEvents): HTMLElement {
  const text = make("textarea", {
    class: "masked",
    placeholder: t("Paste a .env file or a JSON object"),
    "aria-label": t("Text of a .env file or a JSON object"),
    spellcheck: "false",
  });
  const told = make("span", { class: "note", role: "status" });
  const names = make("div", { class: "note names" });
  let keys: readonly PastedKey[] = [];
  const add = button(t("Add"), () => events.add(keys), "primary");
  const look = (): void => {
    const pasted = parsePasted(text.value);
    keys = pasted.kind === "keys" ? pasted.keys : [];
    told.textContent = text.value === "" ? "" : words(pasted, events.names());
    names.textContent = keys.map(({ name }) => name).join(", ");
    add.disabled = keys.length === 0;
  };
  text.addEventListener("input", look);
  look();
  const panel = make(
    "div",
    { class: "panel", role: "group", "aria-label": t("Paste .env or JSON") },
    text,
    told,
    names,
    make(
      "div",
      { class: "line" },
      add,
      button(t("Cancel"), () => events.closed()),
    ),
  );
  panel.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    events.closed();
  });
  queueMicrotask(() => text.focus());
  return panel;
}

/** `12 keys will be added, 1 replaced`, or what is wrong. The text itself is not quoted. */
function words(pasted: Pasted, there: ReadonlySet<string>): string {
  if (pasted.kind === "fault") return FAULTS[pasted.reason](pasted.line ?? 0);
  const replaced = pasted.keys.filter(({ name }) => there.has(name)).length;
  const added = pasted.keys.length - replaced;
  if (added === 0) return replaced === 1 ? t("1 key will be replaced") : t("{0} keys will be replaced", replaced);
  const first = added === 1 ? t("1 key will be added") : t("{0} keys will be added", added);
  return replaced === 0 ? first : t("{0}, {1} replaced", first, replaced);
}

const FAULTS: Readonly<Record<Extract<Pasted, { kind: "fault" }>["reason"], (line: number) => string>> = {
  json: () => t("This is not a JSON object."),
  line: (line) => t("Line {0} is not NAME=VALUE.", line),
  quote: (line) => t("The quote on line {0} is not closed.", line),
  empty: () => t("There is no key in it."),
};
