import {
  CHARACTER_SETS,
  type CharacterSet,
  type GenerateOptions,
  generateValue,
  LONGEST,
  SHORTEST,
} from "../../core/secrets/generate-value.ts";
import { button, make } from "./elements.ts";
import { t } from "./words.ts";

const random = { bytes: (length: number) => crypto.getRandomValues(new Uint8Array(length)) };

const SET_WORDS: Readonly<Record<CharacterSet, () => string>> = {
  lower: () => t("a–z"),
  upper: () => t("A–Z"),
  digits: () => t("2–9"),
  symbols: () => t("- _ . ~"),
};

export interface GenerateEvents {
  /** A new value; also for each change of the options. */
  generated(value: string, options: GenerateOptions): void;
  closed(): void;
}

/** Length and character sets of a generated value. Opening it generates one at once, with the options last used. */
export function generatePanel(start: GenerateOptions, events: GenerateEvents): HTMLElement {
  let options = start;
  const again = (changed: Partial<GenerateOptions> = {}): void => {
    options = { ...options, ...changed };
    events.generated(generateValue(options, random), options);
  };
  const length = make("input", {
    type: "number",
    min: String(SHORTEST),
    max: String(LONGEST),
    value: String(options.length),
    "aria-label": t("Length"),
  });
  length.addEventListener("change", () => {
    const wanted = Math.min(LONGEST, Math.max(SHORTEST, Math.round(Number(length.value)) || options.length));
    length.value = String(wanted);
    again({ length: wanted });
  });
  const boxes = CHARACTER_SETS.map((set) => {
    const box = make("input", { type: "checkbox" });
    box.checked = options.sets.includes(set);
    box.addEventListener("change", () => {
      const sets = CHARACTER_SETS.filter((each) => (each === set ? box.checked : options.sets.includes(each)));
      if (sets.length === 0) box.checked = true;
      else again({ sets });
    });
    return make("label", { class: "choice" }, box, SET_WORDS[set]());
  });
  const panel = make(
    "div",
    { class: "popover", role: "group", "aria-label": t("Generated value") },
    make("label", { class: "choice" }, t("Length"), length),
    ...boxes,
    button(t("Another"), () => again()),
    button(t("Done"), () => events.closed()),
  );
  panel.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    events.closed();
  });
  again();
  return panel;
}
