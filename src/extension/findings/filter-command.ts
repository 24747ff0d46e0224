import * as vscode from "vscode";
import { type Registering, registerCommand } from "../register-command.ts";
import { ALL_SHOWN, type FindingsFilter, type Shown } from "./findings-filter.ts";
import type { Counts } from "./findings-list.ts";

const ICONS = { certain: "warning", likely: "info", possible: "circle-outline", ignored: "eye-closed" } as const;

function labels(): Readonly<Record<Shown, string>> {
  return {
    certain: vscode.l10n.t("Certain"),
    likely: vscode.l10n.t("Likely"),
    possible: vscode.l10n.t("Possible"),
    ignored: vscode.l10n.t("Ignored"),
  };
}

/** *Filter Findings…*: what the view shows. `counts`: how many there are of each; `changed` after the choice. */
export function filterCommand(
  registering: Registering,
  filter: FindingsFilter,
  counts: () => Counts,
  changed: () => void,
): vscode.Disposable {
  return registerCommand(registering, "lockers.filterFindings", async () => {
    const [shown, all, words] = [filter.shown(), counts(), labels()];
    const chosen = await registering.ask.pickMany({
      title: vscode.l10n.t("Filter Findings"),
      placeholder: vscode.l10n.t("Findings to show"),
      rows: ALL_SHOWN.map((kind) => ({
        label: words[kind],
        description: all[kind].toLocaleString("en"),
        icon: ICONS[kind],
        isPicked: shown.has(kind),
        value: kind,
      })),
    });
    if (chosen === undefined) return;
    await filter.choose(chosen);
    changed();
  });
}
