import { l10n, ThemeColor, ThemeIcon, TreeItem } from "vscode";
import type { Problem } from "../../../core/errors.ts";
import { describe } from "../../messages.ts";
import { noChildren, type TreeNode } from "../node.ts";

/** Stands for an entry of the settings that cannot be used: what is wrong with it, and a click that opens the settings. */
export function brokenServerNode(problem: Problem, index: number): TreeNode {
  const id = `broken-server:${index}`;
  return {
    id,
    parent: undefined,
    place: undefined,
    children: noChildren,
    item: () => {
      const { text } = describe(problem);
      const item = new TreeItem(problem.code === "bad-input" ? problem.what : text);
      item.id = id;
      item.description = l10n.t("Open Settings");
      item.iconPath = new ThemeIcon("warning", new ThemeColor("list.errorForeground"));
      item.contextValue = "brokenServer";
      item.tooltip = l10n.t("{0} This entry of lockers.servers is not used.", text);
      item.command = {
        command: "workbench.action.openSettings",
        title: l10n.t("Open Settings"),
        arguments: ["lockers.servers"],
      };
      item.accessibilityInformation = { label: l10n.t("server in the settings, not usable: {0}", text) };
      return item;
    },
  };
}
