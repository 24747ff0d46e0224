import { l10n, ThemeColor, ThemeIcon, TreeItem } from "vscode";
import { endOf, endWords, type KeyFacts, kindWords, pemLines } from "../key-facts.ts";
import { nameLabel } from "../name-label.ts";
import { noChildren, rowId, type TreeNode } from "../node.ts";
import { fullPath, type KeyPlace } from "../place.ts";
import type { TreeContext } from "../tree-context.ts";

/** Always eight: how long a value is, is a secret too. */
const DOTS = "••••••••";

/** One key of a secret. Dots stand for the value, which is never in the tree; a certificate tells when it ends. */
export function keyNode(context: TreeContext, parent: TreeNode, place: KeyPlace, facts: KeyFacts): TreeNode {
  const id = rowId(parent, "key", place.key);
  return {
    id,
    parent,
    place,
    children: noChildren,
    item: () => {
      const { rights, services } = context;
      const name = nameLabel(place.key);
      const item = new TreeItem(name);
      const kind = kindWords(facts);
      const ends = endOf(facts);
      const isOver = ends !== undefined && ends <= services.clock.now();
      item.id = id;
      item.description = endWords(facts) ?? DOTS;
      item.iconPath = isOver ? new ThemeIcon("key", new ThemeColor("list.warningForeground")) : new ThemeIcon("key");
      item.contextValue = rights.of({ ...place, kind: "secret" }).write ? "key.read.write" : "key.read";
      item.tooltip = [`${fullPath(place.at)}/${place.key}`, kind, ...pemLines(facts)].join("\n");
      item.accessibilityInformation = {
        label: isOver
          ? l10n.t("key {0}, {1}, which is over, value hidden", name, kind)
          : l10n.t("key {0}, {1}, value hidden", name, kind),
      };
      return item;
    },
  };
}
