/** The rows of the Secrets view, as VS Code asks for them. */

import assert from "node:assert/strict";
import { commands, type TreeDataProvider, type TreeItem } from "vscode";
import type { TreeNode } from "../../../src/extension/secrets/node.ts";
import type { TestContext } from "../harness.ts";
import { servicesOf } from "./answers.ts";

export interface Tree {
  /** The row at the end of a way of labels. Throws where there is none. */
  at(...labels: readonly string[]): Promise<TreeNode>;
  /** `label · description` of what is below the row of a way. */
  below(...labels: readonly string[]): Promise<readonly string[]>;
  /** With its tooltip. */
  item(...labels: readonly string[]): Promise<TreeItem>;
  itemsBelow(...labels: readonly string[]): Promise<readonly TreeItem[]>;
}

/** Shows the view and reads all again. */
export async function openTree(context: TestContext): Promise<Tree> {
  const { rows } = servicesOf(context).views.secrets;
  await commands.executeCommand("lockers.secrets.focus");
  await commands.executeCommand("lockers.refresh");
  const at: Tree["at"] = async (...labels) => {
    let row: TreeNode | undefined;
    for (const label of labels) row = await childOf(rows, row, label);
    assert.ok(row, "a way has at least one label");
    return row;
  };
  const itemsBelow: Tree["itemsBelow"] = async (...labels) =>
    items(rows, await childrenOf(rows, labels.length === 0 ? undefined : await at(...labels)));
  return {
    at,
    itemsBelow,
    item: async (...labels) => {
      const row = await at(...labels);
      const item = await rows.getTreeItem(row);
      return (await rows.resolveTreeItem?.(item, row, neverCancelled())) ?? item;
    },
    below: async (...labels) =>
      (await itemsBelow(...labels)).map(({ label, description }) =>
        [label, description].flatMap((text) => (typeof text === "string" && text !== "" ? [text] : [])).join(" · "),
      ),
  };
}

function neverCancelled() {
  return { isCancellationRequested: false, onCancellationRequested: () => ({ dispose: () => undefined }) };
}

async function items(rows: TreeDataProvider<TreeNode>, nodes: readonly TreeNode[]): Promise<readonly TreeItem[]> {
  return Promise.all(nodes.map(async (node) => rows.getTreeItem(node)));
}

/** Asks again while the row says that it is loading. */
async function childrenOf(rows: TreeDataProvider<TreeNode>, row: TreeNode | undefined): Promise<readonly TreeNode[]> {
  for (;;) {
    const nodes = (await rows.getChildren(row)) ?? [];
    const [first] = await items(rows, nodes.slice(0, 1));
    if (first?.contextValue !== "loading") return nodes;
  }
}

async function childOf(rows: TreeDataProvider<TreeNode>, row: TreeNode | undefined, label: string): Promise<TreeNode> {
  const nodes = await childrenOf(rows, row);
  const labels = (await items(rows, nodes)).map((item) => item.label);
  const found = nodes[labels.indexOf(label)];
  assert.ok(found, `no row ${label} among ${JSON.stringify(labels)}`);
  return found;
}
