import { parseExactJson } from "../../core/exact-json.ts";
import type { FromPage, RevealedRow, RowFacts, ToPage } from "../reveal/reveal-messages.ts";
import { button, main, make } from "./elements.ts";
import { send } from "./host.ts";
import { countdown, DOTS } from "./showing.ts";
import { t } from "./words.ts";

const say = (message: FromPage): void => send(message);
const clock = countdown();

window.addEventListener("message", ({ data }: MessageEvent<ToPage>) => {
  main().replaceChildren(...(data.kind === "show" ? shown(data) : hidden(data)));
});
say({ kind: "ready" });

function shown({ header, rows, seconds, saveable }: Extract<ToPage, { kind: "show" }>): readonly Node[] {
  clock.start(seconds);
  const buttons = [
    button(t("Keep 5 Minutes"), () => say({ kind: "keep" })),
    button(t("Hide"), () => say({ kind: "hide" })),
    ...(saveable ? [button(t("Save As…"), () => say({ kind: "save" }), "primary")] : []),
  ];
  const none = rows.length === 0 ? [make("p", { class: "note" }, t("This secret has no keys."))] : [];
  return [top(header, buttons), make("div", { class: "rows" }, ...rows.map(shownRow), ...none)];
}

function hidden({ header, rows }: Extract<ToPage, { kind: "hide" }>): readonly Node[] {
  clock.stop(t("Hidden"));
  const again = button(t("Show Again"), () => say({ kind: "show-again" }), "primary");
  const dots = rows.map((facts) =>
    row(facts, facts.isFile ? [] : [make("pre", { class: "dots", "aria-label": t("hidden") }, DOTS)], []),
  );
  queueMicrotask(() => again.focus());
  return [top(header, [again]), make("div", { class: "rows" }, ...dots)];
}

function top(header: string, buttons: readonly HTMLElement[]): HTMLElement {
  return make(
    "div",
    { class: "top" },
    make("h1", {}, header),
    make("div", { class: "clock" }, clock.element, ...buttons),
  );
}

function row({ key, about }: RowFacts, values: readonly Node[], buttons: readonly Node[]): HTMLElement {
  const facts = about === undefined ? [] : [make("div", { class: "about" }, about)];
  return make(
    "div",
    { class: "row" },
    make("span", { class: "key" }, key),
    make("div", {}, ...facts, ...values),
    make("span", { class: "buttons" }, ...buttons),
  );
}

function shownRow(facts: RevealedRow, index: number): Node {
  const { key, value, isFile, isJson } = facts;
  const copy = named(
    button(t("Copy"), () => say({ kind: "copy", index })),
    t("Copy {0}", key),
  );
  if (isFile || value === undefined) {
    const save = named(
      button(t("Save As…"), () => say({ kind: "save-value", index })),
      t("Save {0} as a file", key),
    );
    return row(facts, [], [save, copy]);
  }
  const shownValue = make("pre", { tabindex: "0", role: "group", "aria-label": t("Value of {0}", key) }, value);
  return row(facts, [shownValue], isJson ? [formatButton(shownValue, value), copy] : [copy]);
}

function named(element: HTMLButtonElement, name: string): HTMLButtonElement {
  element.setAttribute("aria-label", name);
  return element;
}

/** JSON can be set out over lines, for reading; what is copied stays as it is stored. */
function formatButton(value: HTMLElement, stored: string): HTMLButtonElement {
  const element = button(t("Format"), () => {
    const isStored = value.textContent === stored;
    value.textContent = isStored ? JSON.stringify(parseExactJson(stored), undefined, 2) : stored;
    element.setAttribute("aria-pressed", String(isStored));
  });
  element.setAttribute("aria-pressed", "false");
  return element;
}
