import type { FormRow, FormStart, FromForm, StoredKey, ToForm } from "../secrets/form/form-messages.ts";
import { main } from "./elements.ts";
import { FormView } from "./form-view.ts";
import { send } from "./host.ts";

const say = (message: FromForm): void => send(message);
let form: FormView | undefined;

window.addEventListener("message", ({ data }: MessageEvent<ToForm>) => {
  if (data.kind === "start") open(data.start);
  else if (form !== undefined) take(form, data);
});
window.addEventListener("keydown", (event) => {
  if (event.key === "Escape") form?.cancel();
  if (event.key.toLowerCase() !== "s" || !(event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  form?.save(false);
});
say({ kind: "ready" });

function take(view: FormView, data: Exclude<ToForm, { kind: "start" }>): void {
  if (data.kind === "fault") view.tell(data.at, data.text);
  else if (data.kind === "conflict") view.conflict(data.text);
  else if (data.kind === "hide-values") view.hideStored();
  else if (data.kind === "file") view.setFile(data.file, data.fault);
  else view.showStored(data.name, data.value);
}

function storedRow({ name, json, file }: StoredKey): FormRow {
  return { name, from: name, value: undefined, json, file };
}

function open(start: FormStart): void {
  const { draft } = start;
  const stored = start.keys.map(storedRow);
  const rows = draft?.rows ?? (start.mode === "new" && stored.length === 0 ? [EMPTY] : stored);
  const place = draft === undefined ? start : { ...start, server: draft.server, mount: draft.mount, path: draft.path };
  form = new FormView(place, rows, say);
  main().replaceChildren(form.element);
  form.focus(start.focus);
}

const EMPTY: FormRow = { name: "", from: undefined, value: undefined, json: false, file: undefined };
