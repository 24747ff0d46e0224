import { l10n, ThemeIcon, ViewColumn, type WebviewPanel, window } from "vscode";
import { compareData } from "../../core/secrets/compare-data.ts";
import type { Field, SecretData } from "../../core/vault/types.ts";
import { reportProblem } from "../report-problem.ts";
import { hideWhenLeft } from "./hide-when-left.ts";
import type { Services } from "../services.ts";
import { pageHtml, pageOptions } from "../webview-page.ts";
import { type ComparedValue, type FromCompare, fromCompare, type ToCompare } from "./compare-messages.ts";

/** One of the two secrets. */
export interface Side {
  readonly server: string;
  /** `egi › secrets/~/shop/db · v3`. */
  readonly label: string;
  /** Reads it: once for the comparison, and again for each value that is asked for, so that none is kept. */
  read(keys: readonly string[] | undefined): Promise<SecretData>;
}

/** Compares two secrets by key in a webview tab; a value comes only when it is asked for, and hides again. */
export async function compareTab(services: Services, title: string, left: Side, right: Side): Promise<void> {
  const [before, after] = await Promise.all([left.read(undefined), right.read(undefined)]);
  const rows = compareData(before, after);
  const options = { ...pageOptions(services.extensionUri), retainContextWhenHidden: false };
  const panel = window.createWebviewPanel("lockers.compare", title, ViewColumn.Active, options);
  panel.iconPath = new ThemeIcon("diff");
  const post = (message: ToCompare): void => void panel.webview.postMessage(message);
  const start: ToCompare = { kind: "start", left: left.label, right: right.label, rows };
  answerPage(services, panel, { left, right, start, post });
  panel.webview.html = pageHtml(panel.webview, services.extensionUri, services.random, { script: "compare", title });
}

interface Parts {
  readonly left: Side;
  readonly right: Side;
  readonly start: Extract<ToCompare, { kind: "start" }>;
  readonly post: (message: ToCompare) => void;
}

function answerPage(services: Services, panel: WebviewPanel, { left, right, start, post }: Parts): void {
  const hiding = hideWhenLeft(services, panel, [left.server, right.server], () => post({ kind: "hide" }));
  const show = async (keys: readonly string[]): Promise<void> => {
    const [before, after] = await Promise.all([left.read(keys), right.read(keys)]);
    if (!panel.visible) return;
    const values = keys.map((key) => ({ key, ...shownPair(before.get(key), after.get(key)) }));
    hiding.shown();
    post({ kind: "values", values, seconds: services.settings.read("lockers.reveal.hideAfter") });
  };
  const act = async (message: FromCompare): Promise<void> => {
    switch (message.kind) {
      case "ready":
        return post(start);
      case "hide":
        return hiding.hide();
      case "show":
        return show(start.rows.some(({ key }) => key === message.key) ? [message.key] : []);
      case "show-all":
        return show(start.rows.map(({ key }) => key));
    }
  };
  const answer = async (message: FromCompare): Promise<void> => {
    try {
      await act(message);
    } catch (error) {
      await reportProblem(services, "compare", error, async () => answer(message));
    }
  };
  panel.webview.onDidReceiveMessage((raw: unknown) => {
    const message = fromCompare(raw);
    if (message !== undefined) void answer(message);
  });
  panel.onDidDispose(() => hiding.dispose());
}

/** A text and a number of the same characters differ: there the text is shown as JSON has it, in quotes. */
function shownPair(left: Field | undefined, right: Field | undefined): Pick<ComparedValue, "left" | "right"> {
  const mixed = left !== undefined && right !== undefined && left.json !== right.json;
  const shown = (field: Field | undefined): string | undefined =>
    mixed && field?.json === false ? JSON.stringify(field.value.reveal()) : field?.value.reveal();
  return { left: shown(left), right: shown(right) };
}

/** `db: version 3 and 4`. */
export function versionsTitle(name: string, left: number, right: number): string {
  return l10n.t("{0}: versions {1} and {2}", name, left, right);
}
