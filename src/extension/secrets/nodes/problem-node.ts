import { l10n, ThemeColor, ThemeIcon, TreeItem } from "vscode";
import type { Problem } from "../../../core/errors.ts";
import { describe } from "../../messages.ts";
import type { TreeNode } from "../node.ts";
import { tellingNode } from "./telling-node.ts";

/** Stands where children could not be had: what happened, and a click that tries again or does what helps. */
export function problemNode(parent: TreeNode | undefined, problem: Problem): TreeNode {
  return tellingNode(parent, "problem", () => {
    const { text, actions } = describe(problem);
    const next = actions.find((action) => action.kind === "command");
    const item = new TreeItem(text);
    item.description = next?.title ?? l10n.t("retry");
    item.iconPath =
      problem.code === "not-allowed"
        ? new ThemeIcon("circle-slash", new ThemeColor("list.warningForeground"))
        : new ThemeIcon("warning", new ThemeColor("list.errorForeground"));
    item.contextValue = "problem";
    item.tooltip = text;
    item.command = next
      ? { command: next.command, title: next.title, arguments: [...next.args] }
      : { command: "lockers.refresh", title: l10n.t("Retry"), arguments: [parent] };
    item.accessibilityInformation = { label: text };
    return item;
  });
}
