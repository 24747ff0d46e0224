import type { FormRow, FormStart, FromForm, ToForm } from "../secrets/form/form-messages.ts";
import { main } from "./elements.ts";
import { FormView } from "./form-view.ts";
import { send } from "./host.ts";

const say = (message: FromForm): void => send(message);
let form: FormView | undefined;

window.addEventListener("message", ({ data }: MessageEvent<ToForm>) => {
  if (data.kind === "start") open(data.start, data.start.keys.map(storedRow));
  else if (data.kind === "fault") form?.tell(data.at, data.text);
  else if (data.kind === "conflict") form?.conflict(data.text);
  else if (data.kind === "hide-values") form?.hideStored();
  else form?.showStored(data.name, data.value);
});
window.addEventListener("keydown", (event) => {
  if (event.key === "Escape") say({ kind: "cancel" });
  if (event.key.toLowerCase() !== "s" || !(event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  form?.save(false);
});
say({ kind: "ready" });

function storedRow(name: string): FormRow {
  return { name, from: name, value: undefined };
}

function open(start: FormStart, rows: readonly FormRow[]): void {
  const first: readonly FormRow[] = start.mode === "new" && rows.length === 0 ? [EMPTY] : rows;
  form = new FormView(start, first, say);
  main().replaceChildren(form.element);
  form.focus(start.focus);
}

const EMPTY: FormRow = { name: "", from: undefined, value: undefined };
