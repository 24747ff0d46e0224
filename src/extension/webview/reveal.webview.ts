import type { FromPage, RevealedRow, ToPage } from "../reveal/reveal-messages.ts";
import { button, main, make } from "./elements.ts";
import { send } from "./host.ts";

const DOTS = "••••••••";
const say = (message: FromPage): void => send(message);
let ticking: ReturnType<typeof setInterval> | undefined;

window.addEventListener("message", ({ data }: MessageEvent<ToPage>) => {
  clearInterval(ticking);
  main().replaceChildren(...(data.kind === "show" ? shown(data) : hidden(data)));
});
say({ kind: "ready" });

function shown(message: Extract<ToPage, { kind: "show" }>): readonly Node[] {
  const left = make("span", { class: "left" });
  const bar = make("progress", { max: String(message.seconds), "aria-hidden": "true" });
  const ends = Date.now() + message.seconds * 1000;
  const tick = (): void => {
    const seconds = Math.max(0, Math.ceil((ends - Date.now()) / 1000));
    left.textContent = `Hides in ${seconds} s`;
    bar.value = seconds;
  };
  tick();
  ticking = setInterval(tick, 1000);
  const buttons = [
    button("Keep 5 Minutes", () => say({ kind: "keep" })),
    button("Hide", () => say({ kind: "hide" })),
    ...(message.saveable ? [button("Save As…", () => say({ kind: "save" }), "primary")] : []),
  ];
  const top = make(
    "div",
    { class: "top" },
    make("h1", {}, message.header),
    make("div", { class: "clock" }, bar, left, ...buttons),
  );
  return [top, make("div", { class: "rows" }, ...message.rows.map(shownRow))];
}

function shownRow(row: RevealedRow, index: number): Node {
  const value = make("pre", { tabindex: "0", "aria-label": `value of ${row.key}` }, row.value);
  const copy = button("Copy", () => say({ kind: "copy", index }));
  copy.setAttribute("aria-label", `Copy ${row.key}`);
  const buttons = row.json ? [formatButton(value, row.value), copy] : [copy];
  return make(
    "div",
    { class: "row" },
    make("span", { class: "key" }, row.key),
    value,
    make("span", { class: "buttons" }, ...buttons),
  );
}

/** JSON can be set out over lines, for reading; what is copied stays as it is stored. */
function formatButton(value: HTMLElement, stored: string): HTMLButtonElement {
  const element = button("Format", () => {
    const pretty: unknown = JSON.parse(stored);
    const formatted = JSON.stringify(pretty, undefined, 2);
    value.textContent = value.textContent === stored ? formatted : stored;
  });
  return element;
}

function hidden({ header, keys }: Extract<ToPage, { kind: "hide" }>): readonly Node[] {
  const again = button("Show Again", () => say({ kind: "show-again" }), "primary");
  const told = make("span", { class: "left", role: "status" }, "Hidden");
  const rows = keys.map((key) =>
    make(
      "div",
      { class: "row" },
      make("span", { class: "key" }, key),
      make("pre", { class: "dots", "aria-label": "hidden" }, DOTS),
    ),
  );
  const top = make("div", { class: "top" }, make("h1", {}, header), make("div", { class: "clock" }, told, again));
  return [top, make("div", { class: "rows" }, ...rows)];
}
