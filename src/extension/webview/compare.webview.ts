import type { ComparedKey, KeyState } from "../../core/secrets/compare-data.ts";
import type { ComparedValue, FromCompare, ToCompare } from "../reveal/compare-messages.ts";
import { button, iconButton, main, make } from "./elements.ts";
import { send } from "./host.ts";
import { countdown, DOTS } from "./showing.ts";
import { t } from "./words.ts";

const say = (message: FromCompare): void => send(message);
const cells = new Map<string, { readonly row: ComparedKey; readonly left: HTMLElement; readonly right: HTMLElement }>();
const clock = countdown();
const hide = button(t("Hide"), () => say({ kind: "hide" }));

window.addEventListener("message", ({ data }: MessageEvent<ToCompare>) => {
  if (data.kind === "start") return start(data);
  if (data.kind === "hide") return hideAll();
  for (const value of data.values) fill(value);
  clock.start(data.seconds);
  hide.disabled = false;
});
say({ kind: "ready" });

function start({ left, right, rows }: Extract<ToCompare, { kind: "start" }>): void {
  const showAll = button(t("Show All"), () => say({ kind: "show-all" }));
  hide.disabled = true;
  const top = make(
    "div",
    { class: "top" },
    make("h1", {}, summary(rows)),
    make("div", { class: "clock" }, clock.element, showAll, hide),
  );
  const head = make("tr", {}, ...["", t("Key"), left, right, ""].map((text) => make("th", { scope: "col" }, text)));
  const body = make("tbody", {}, ...rows.map(tableRow));
  main().classList.add("wide");
  main().replaceChildren(top, make("table", {}, make("thead", {}, head), body));
  showAll.focus();
}

function summary(rows: readonly ComparedKey[]): string {
  const differing = rows.filter(({ state }) => state !== "same").length;
  if (differing === 0) return t("Both are the same.");
  return differing === 1
    ? t("1 of {0} keys differs", rows.length)
    : t("{0} of {1} keys differ", differing, rows.length);
}

function tableRow(row: ComparedKey): HTMLElement {
  const left = make("td", { class: "value" }, row.state === "added" ? "" : DOTS);
  const right = make("td", { class: "value" }, row.state === "removed" ? "" : DOTS);
  cells.set(row.key, { row, left, right });
  const eye = iconButton("eye", t("Show {0}", row.key), () => say({ kind: "show", key: row.key }));
  return make(
    "tr",
    { class: row.state },
    make("td", { class: "state" }, WORDS[row.state]()),
    make("th", { scope: "row" }, row.key),
    left,
    right,
    make("td", {}, eye),
  );
}

/** A sign beside the word: colour alone says nothing. */
const WORDS: Readonly<Record<KeyState, () => string>> = {
  changed: () => `≠ ${t("changed")}`,
  added: () => `+ ${t("added")}`,
  removed: () => `− ${t("removed")}`,
  same: () => `= ${t("same")}`,
};

function fill({ key, left, right }: ComparedValue): void {
  const found = cells.get(key);
  if (found === undefined) return;
  found.left.textContent = left ?? "";
  found.right.textContent = right ?? "";
}

function hideAll(): void {
  clock.stop(t("Hidden"));
  hide.disabled = true;
  for (const { row, left, right } of cells.values()) {
    left.textContent = row.state === "added" ? "" : DOTS;
    right.textContent = row.state === "removed" ? "" : DOTS;
  }
}
